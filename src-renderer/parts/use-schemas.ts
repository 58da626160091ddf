import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { OutputOf } from '#contract'
import { read } from '../api/read.ts'

type Listed = OutputOf<'schemas.list'>

/** Answers in which a body is decoded: they are read again when it is read by another type. */
const bodyReads: ReadonlySet<string> = new Set([
  'messages.get',
  'taps.message',
  'records.get',
  'captures.getEntry',
])

/** The user's schemas and rules; `keep` takes what a change of them answered. */
export function useSchemas() {
  const client = useQueryClient()
  const query = read('schemas.list', {})
  const listed = useQuery(query)
  const keep = (next: Listed): void => {
    client.setQueryData(query.queryKey, next)
    void client.invalidateQueries({
      predicate: ({ queryKey }) => bodyReads.has(String(queryKey[1])),
    })
  }
  return { ...listed, keep }
}
