import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../../api/use-operation.ts'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import { useTopicReread } from './use-topic-reread.ts'

/** What goes with the topic: how many subscriptions, as far as that could be read, and what it kept. */
function useLossWords({ name: topic, detail }: TopicFacts): string {
  const { t } = useTranslation('topic-change')
  const body = t('remove.body', { topic })
  if (detail === undefined) return [body, t('remove.endsUnknown')].join(' ')
  const { subscriptions, archive } = detail
  const count = subscriptions.confirmed + subscriptions.pending
  return [
    body,
    count === 0 ? t('remove.none') : t('remove.ends', { count }),
    t('remove.publishers'),
    ...(archive === undefined ? [] : [t('remove.archive', { days: archive.retentionDays })]),
  ].join(' ')
}

export type RemoveTopic = ReturnType<typeof useRemoveTopic>

/** Deletes a topic after saying in numbers what ends with it, and keeps what came of it. */
export function useRemoveTopic(facts: TopicFacts) {
  const { connection, topicArn, name: topic } = facts
  const { t } = useTranslation('topic-change')
  const { run, pending } = useOperation('topics.delete')
  const reread = useTopicReread(connection.id)
  const body = useLossWords(facts)
  const [outcome, setOutcome] = useState<Outcome>()
  const words = {
    title: t('remove.title', { topic }),
    body,
    verb: t('remove.verb'),
    danger: true,
  }
  const remove = async (): Promise<void> => {
    setOutcome(undefined)
    const result = await run({ connectionId: connection.id, topicArn }, { confirm: words })
    if (result.state === 'failed') setOutcome(result)
    if (result.state !== 'done') return
    const { requestId } = result.output
    setOutcome({ state: 'done', words: t('remove.deleted', { topic }), requestId })
    await reread()
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { remove, outcome, dismiss, reread, pending }
}
