import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../../api/use-operation.ts'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import { useTopicReread } from './use-topic-reread.ts'

/** How many subscriptions end with the topic, as far as that could be read. */
function useEndsWords({ detail }: TopicFacts): string {
  const { t } = useTranslation('topic-change')
  if (detail === undefined) return t('remove.endsUnknown')
  const { confirmed, pending } = detail.subscriptions
  const count = confirmed + pending
  return count === 0 ? t('remove.none') : t('remove.ends', { count })
}

export type RemoveTopic = ReturnType<typeof useRemoveTopic>

/** Deletes a topic after saying in numbers what ends with it, and keeps what came of it. */
export function useRemoveTopic(facts: TopicFacts) {
  const { connection, topicArn, name: topic } = facts
  const { t } = useTranslation('topic-change')
  const { run, pending } = useOperation('topics.delete')
  const reread = useTopicReread(connection.id)
  const ends = useEndsWords(facts)
  const [outcome, setOutcome] = useState<Outcome>()
  const words = {
    title: t('remove.title', { topic }),
    body: `${t('remove.body', { topic })} ${ends}`,
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
