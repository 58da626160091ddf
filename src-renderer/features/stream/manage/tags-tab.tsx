import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../api/read.ts'
import { useOperation } from '../../../api/use-operation.ts'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import { useChangeWords } from '../../../parts/change-words.ts'
import type { Saving } from '../../../parts/saving.ts'
import { TagsEditor } from '../../../parts/tags/tags-editor.tsx'
import { useTagConfirmWords, useTagOutcome } from '../../../parts/tags/tag-words.ts'
import type { TagChange } from '../../../parts/tags/tag-words.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import { useWhyNoChange } from './stream-guarded.ts'
import { useStreamReread } from './use-stream-change.ts'

/** Saves what differs in the tags, and keeps what came of it. */
function useSaveTags({ connection, streamArn, name }: StreamFacts): Saving<TagChange> {
  const { run, pending } = useOperation('streams.setTags')
  const reread = useStreamReread(connection.id)
  const wordsOf = useTagConfirmWords(name)
  const outcomeOf = useTagOutcome()
  const [outcome, setOutcome] = useState<Outcome>()
  const save = async (change: TagChange): Promise<boolean> => {
    setOutcome(undefined)
    const at = { connectionId: connection.id, streamArn }
    const result = await run({ ...at, ...change }, { confirm: wordsOf(change) })
    if (result.state === 'failed') setOutcome(result)
    if (result.state === 'done') setOutcome(outcomeOf(result.output))
    if (result.state !== 'declined') await reread()
    return result.state === 'done' && result.output.failure === undefined
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { save, pending, outcome, dismiss, reread }
}

/** The stream's tags. Who may not read them is told which permission it takes. */
export function TagsTab({ facts }: { facts: StreamFacts }) {
  const { connection, streamArn } = facts
  const wordError = useChangeWords()
  const saving = useSaveTags(facts)
  const whyNot = useWhyNoChange(facts)
  const query = useQuery(read('streams.listTags', { connectionId: connection.id, streamArn }))
  if (query.data !== undefined)
    return (
      <TagsEditor connection={connection} saved={query.data.tags} whyNot={whyNot} saving={saving} />
    )
  if (query.error === null) return <SkeletonRows count={6} />
  return <ErrorNotice words={wordError(query.error)} onRetry={() => void query.refetch()} />
}
