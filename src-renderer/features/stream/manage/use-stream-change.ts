import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { InputOf } from '#contract'
import type { ConfirmWords } from '../../../api/confirm.ts'
import { useOperation } from '../../../api/use-operation.ts'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import type { StreamFacts } from '../stream-facts.ts'

/** Changes of one stream whose answer says no more than that Kinesis took them. */
export type StreamChange =
  | 'streams.delete'
  | 'streams.splitShard'
  | 'streams.mergeShards'
  | 'streams.setShardCount'
  | 'streams.setMode'
  | 'streams.lengthenRetention'
  | 'streams.shortenRetention'
  | 'streams.registerConsumer'
  | 'streams.deregisterConsumer'

export interface ChangeWords extends ConfirmWords {
  /** Said when it was done. */
  done: string
}

/** What a change of a stream, its shards or its consumers may leave stale. */
const stale = [
  'streams.listPage',
  'streams.describe',
  'streams.listConsumers',
  'streams.listTags',
  'streams.listShards',
  'shards.map',
]

/** Reads again what is shown of streams. */
export function useStreamReread(connectionId: string): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(
      stale.map((name) => queries.invalidateQueries({ queryKey: [connectionId, name] })),
    )
  }
}

export interface Changing {
  pending: boolean
  outcome: Outcome | undefined
  dismiss: () => void
  reread: () => Promise<void>
}

/** Makes one kind of change after it was confirmed, and keeps what came of it. */
export function useStreamChange<N extends StreamChange>(facts: StreamFacts, name: N) {
  const { run, pending } = useOperation(name)
  const reread = useStreamReread(facts.connection.id)
  const [outcome, setOutcome] = useState<Outcome>()
  /** Whether it was done. */
  const change = async (input: InputOf<N>, { done, ...confirm }: ChangeWords): Promise<boolean> => {
    setOutcome(undefined)
    const result = await run(input, { confirm })
    if (result.state === 'failed') setOutcome(result)
    if (result.state === 'done') {
      // Each of these operations answers with it, and some with more.
      const { requestId } = result.output as { requestId?: string }
      setOutcome({ state: 'done', words: done, requestId })
    }
    if (result.state !== 'declined') await reread()
    return result.state === 'done'
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { change, pending, outcome, dismiss, reread }
}
