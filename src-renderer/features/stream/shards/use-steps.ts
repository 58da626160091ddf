import { useState } from 'react'
import type { LiveIterator, OutputOf, RecordRow, ShardId } from '#contract'
import type { WeirError } from '../../../api/weir-error.ts'
import { useOperation } from '../../../api/use-operation.ts'
import type { StreamFacts } from '../stream-facts.ts'

/** Of one iterator, the newest so many: who wants more reads the timeline. */
const ROWS_MAX = 1_000

/** What one iterator has read, step by step. */
export interface Stepped {
  rows: readonly RecordRow[]
  /** Of the last step; undefined before the first. */
  lastCount: number | undefined
  children: readonly ShardId[]
  /** As the last step left it. */
  iterator: LiveIterator | undefined
}

const nothing: Stepped = { rows: [], lastCount: undefined, children: [], iterator: undefined }

/** The answer to a step and the list of live iterators cross: the one that counts more reads is newer. */
export function newerOf(listed: LiveIterator, { iterator }: Stepped): LiveIterator {
  return iterator !== undefined && iterator.reads > listed.reads ? iterator : listed
}

function stepped(before: Stepped, { records, children, iterator }: OutputOf<'iterators.step'>) {
  return {
    rows: [...before.rows, ...records].slice(-ROWS_MAX),
    lastCount: records.length,
    children: children.length === 0 ? before.children : children,
    iterator,
  }
}

export interface Steps {
  of: (iteratorId: string) => Stepped
  step: (iterator: LiveIterator, limit: number) => Promise<void>
  isStepping: boolean
  /** Why the last step failed, and of which iterator. */
  error: WeirError | undefined
}

/** Reads with iterators, one read at a time, and keeps what each of them gave. */
export function useSteps(
  { connection, streamArn }: StreamFacts,
  onEnded: () => void,
): Steps & { failedId: string | undefined } {
  const { run, pending, error } = useOperation('iterators.step')
  const [byId, setById] = useState<Readonly<Record<string, Stepped>>>({})
  const [failedId, setFailedId] = useState<string>()
  const step = async ({ iteratorId }: LiveIterator, limit: number): Promise<void> => {
    const at = { connectionId: connection.id, streamArn, iteratorId }
    setFailedId(iteratorId)
    const outcome = await run({ ...at, limit })
    if (outcome.state !== 'done') return
    const { output } = outcome
    setById((now) => ({ ...now, [iteratorId]: stepped(now[iteratorId] ?? nothing, output) }))
    if (output.iterator.isEnded) onEnded()
  }
  return { of: (id) => byId[id] ?? nothing, step, isStepping: pending, error, failedId }
}
