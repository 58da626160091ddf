import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spreadSeconds } from '#contract'
import type { EditableAttribute, OutputOf } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import { useFormat } from '../../../lib/use-format.ts'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import type { QueueFacts } from '../queue-facts.ts'
import { draftLines } from '../../../parts/attributes/attributes-draft.ts'
import { changedNames, queueAttributes, shortensRetention, toChange } from './attributes-draft.ts'
import type { AttributesDraft } from './attributes-draft.ts'
import { useReread } from './use-reread.ts'

function usePendingWords(): (pending: readonly EditableAttribute[]) => string {
  const { t } = useTranslation('queue-change')
  const format = useFormat()
  return (pending) => {
    const isRetention = pending.includes('MessageRetentionPeriod')
    const seconds = isRetention ? spreadSeconds.MessageRetentionPeriod : spreadSeconds.any
    return t('outcome.pending', {
      names: pending.join(', '),
      duration: format.duration(seconds),
    })
  }
}

function useConfirmWords(facts: QueueFacts) {
  const { t } = useTranslation(['queue-change', 'editing'])
  const format = useFormat()
  return (draft: AttributesDraft) => {
    const count = changedNames(draft).length
    const changes = draftLines(queueAttributes, draft, t('editing:unset'))
    const danger = shortensRetention(draft)
    const lost = t('attributes.lost', {
      count: facts.detail?.depth.visible ?? 0,
      duration: format.duration(Number(draft.MessageRetentionPeriod?.value ?? 0)),
    })
    const body = t('editing:attributes.confirmBody', { changes, name: facts.name })
    return {
      title: t('editing:attributes.confirmTitle', { count, name: facts.name }),
      body: danger ? `${body} ${lost}` : body,
      verb: t('editing:attributes.save', { count }),
      danger,
    }
  }
}

/** Saves a draft of attributes: asks, sends what differs, and keeps what came of it. */
export function useSaveAttributes(facts: QueueFacts) {
  const { t } = useTranslation(['queue-change', 'editing'])
  const plain = useOperation('queues.setAttributes')
  const shorter = useOperation('queues.shortenRetention')
  const reread = useReread(facts)
  const confirmWords = useConfirmWords(facts)
  const pendingWords = usePendingWords()
  const [outcome, setOutcome] = useState<Outcome>()

  const tell = ({ pending, requestId }: OutputOf<'queues.setAttributes'>, count: number): void => {
    const isDone = pending.length === 0
    const words = isDone ? t('editing:attributes.saved', { count }) : pendingWords(pending)
    setOutcome({ state: isDone ? 'done' : 'pending', words, requestId })
  }
  const save = async (draft: AttributesDraft): Promise<boolean> => {
    setOutcome(undefined)
    const { run } = shortensRetention(draft) ? shorter : plain
    const input = { connectionId: facts.connection.id, queueUrl: facts.queueUrl }
    const confirm = confirmWords(draft)
    const result = await run({ ...input, ...toChange(draft) }, { confirm })
    if (result.state === 'failed') setOutcome(result)
    if (result.state === 'done') tell(result.output, changedNames(draft).length)
    if (result.state !== 'declined') await reread()
    return result.state === 'done'
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { save, outcome, dismiss, reread, pending: plain.pending || shorter.pending }
}
