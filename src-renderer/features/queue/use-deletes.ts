import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeleteOutcome, MessageId } from '#contract'
import { useOperation } from '../../api/use-operation.ts'
import type { WeirError } from '../../api/weir-error.ts'
import { applyOutcomes } from '../../parts/seen-messages.ts'
import type { QueueFacts } from './queue-facts.ts'
import type { QueueMemory } from './queue-memory.ts'

export interface Deletes {
  remove: (ids: MessageId[]) => Promise<void>
  pending: boolean
  outcomes: readonly DeleteOutcome[] | undefined
  error: WeirError | undefined
  dismiss: () => void
}

/** Deletes messages and marks in the memory what became of each. */
export function useDeletes(facts: QueueFacts, memory: QueueMemory): Deletes {
  const { t } = useTranslation('messages')
  const [outcomes, setOutcomes] = useState<readonly DeleteOutcome[]>()
  const { run, pending, error, reset } = useOperation('messages.delete')
  const { connection, queueUrl, name } = facts

  const remove = async (messageIds: MessageId[]): Promise<void> => {
    const count = messageIds.length
    setOutcomes(undefined)
    const outcome = await run(
      { connectionId: connection.id, queueUrl, messageIds },
      {
        confirm: {
          title: t('delete.title', { count }),
          body: t('delete.body', { count, queue: name, connection: connection.name }),
          verb: t('delete.verb', { count }),
          danger: true,
        },
      },
    )
    if (outcome.state !== 'done') return
    setOutcomes(outcome.output.outcomes)
    memory.seen.set(applyOutcomes(memory.seen.get(), outcome.output.outcomes))
    memory.checked.set(new Set())
  }
  const dismiss = (): void => {
    setOutcomes(undefined)
    reset()
  }
  return { remove, pending, outcomes, error, dismiss }
}
