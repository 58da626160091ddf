import { useState } from 'react'
import type { MessageId, VisibilityOutcome } from '#contract'
import { useOperation } from '../../api/use-operation.ts'
import type { WeirError } from '../../api/weir-error.ts'
import type { QueueFacts } from './queue-facts.ts'
import type { QueueMemory } from './queue-memory.ts'

/** What was done to held messages last; 0 seconds is a return. */
export interface VisibilityReport {
  outcomes: readonly VisibilityOutcome[]
  seconds: number
}

export interface Returns {
  /** Makes them visible at once (0), or hides them for so long and lets go. */
  change: (messageIds: MessageId[], seconds: number) => Promise<void>
  pending: boolean
  report: VisibilityReport | undefined
  error: WeirError | undefined
  dismiss: () => void
}

/** Returns held messages, or says for how long they stay hidden. */
export function useReturns(facts: QueueFacts, memory: QueueMemory): Returns {
  const [report, setReport] = useState<VisibilityReport>()
  const giveBack = useOperation('messages.return')
  const hide = useOperation('messages.setVisibility')
  const at = { connectionId: facts.connection.id, queueUrl: facts.queueUrl }

  const change = async (messageIds: MessageId[], seconds: number): Promise<void> => {
    setReport(undefined)
    const outcome =
      seconds === 0
        ? await giveBack.run({ ...at, messageIds })
        : await hide.run({ ...at, messageIds, seconds })
    if (outcome.state !== 'done') return
    setReport({ outcomes: outcome.output.outcomes, seconds })
    memory.checked.set(new Set())
  }
  const dismiss = (): void => {
    setReport(undefined)
    giveBack.reset()
    hide.reset()
  }
  const pending = giveBack.pending || hide.pending
  return { change, pending, report, error: giveBack.error ?? hide.error, dismiss }
}
