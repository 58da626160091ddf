import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spreadSeconds } from '#contract'
import type { Queue } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import { useFormat } from '../../../lib/use-format.ts'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import type { QueueFacts } from '../queue-facts.ts'
import { useReread } from './use-reread.ts'

export interface Redrive {
  deadLetter: Queue
  maxReceiveCount: number
}

function useWords(name: string) {
  const { t } = useTranslation('queue-change')
  return (redrive: Redrive | undefined) =>
    redrive === undefined
      ? {
          title: t('redrive.removeTitle', { queue: name }),
          body: t('redrive.removeBody', { queue: name }),
          verb: t('redrive.remove'),
        }
      : {
          title: t('redrive.setTitle', { queue: name }),
          body: t('redrive.setBody', {
            queue: name,
            target: redrive.deadLetter.name,
            count: redrive.maxReceiveCount,
          }),
          verb: t('redrive.save'),
        }
}

/** Sets or (with nothing) removes the dead-letter queue, and keeps what came of it. */
export function useSaveRedrive(facts: QueueFacts, expected: string) {
  const { connection, queueUrl, name } = facts
  const { t } = useTranslation('queue-change')
  const format = useFormat()
  const { run, pending } = useOperation('queues.setRedrive')
  const reread = useReread(facts)
  const wordsOf = useWords(name)
  const [outcome, setOutcome] = useState<Outcome>()

  const save = async (redrive: Redrive | undefined): Promise<boolean> => {
    setOutcome(undefined)
    const wanted =
      redrive === undefined
        ? {}
        : {
            redrive: {
              deadLetterUrl: redrive.deadLetter.queueUrl,
              maxReceiveCount: redrive.maxReceiveCount,
            },
          }
    const input = { connectionId: connection.id, queueUrl, expected, ...wanted }
    const result = await run(input, { confirm: wordsOf(redrive) })
    if (result.state === 'failed') setOutcome(result)
    if (result.state === 'done') {
      const { isPending, requestId } = result.output
      const duration = format.duration(spreadSeconds.any)
      const words = isPending
        ? t('outcome.pending', { names: 'RedrivePolicy', duration })
        : t('redrive.saved')
      setOutcome({ state: isPending ? 'pending' : 'done', words, requestId })
    }
    if (result.state !== 'declined') await reread()
    return result.state === 'done'
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { save, pending, outcome, dismiss, reread }
}
