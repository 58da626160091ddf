import { useEffect, useRef } from 'react'
import type { StreamFacts } from '../stream-facts.ts'
import { useStreamReread } from './use-stream-change.ts'

/** Reads shards and all else anew once a change that somebody made has come to its end. */
export function useSettled({ connection, detail }: StreamFacts): void {
  const reread = useStreamReread(connection.id)
  const before = useRef(detail?.status)
  const status = detail?.status
  useEffect(() => {
    const wasBusy = before.current !== undefined && before.current !== 'ACTIVE'
    before.current = status
    if (wasBusy && status === 'ACTIVE') void reread()
  })
}
