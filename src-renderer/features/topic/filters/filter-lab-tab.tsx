import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Subscription } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { FilterLab } from '../../../parts/filter-lab/filter-lab.tsx'
import { recallLab } from '../../../parts/filter-lab/lab-memory.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { useSubscriptions } from '../subscriptions/use-subscriptions.ts'
import type { TopicFacts } from '../topic-facts.ts'
import styles from './filter-lab-tab.module.css'
import { useFilters } from './use-filters.ts'

const none: readonly Subscription[] = []

function Reading({
  shown,
  total,
  failed,
  pending,
}: Omit<ReturnType<typeof useFilters>, 'subscriptions'>) {
  const { t } = useTranslation('filters')
  if (pending === 0 && failed === 0 && shown === total) return null
  return (
    <div className={styles.notes} role="status">
      {pending > 0 && <span>{t('tab.reading', { done: shown - pending, total: shown })}</span>}
      {failed > 0 && <AttentionLine>{t('tab.failed', { count: failed })}</AttentionLine>}
      {shown < total && <AttentionLine>{t('tab.onlyFirst', { shown, total })}</AttentionLine>}
    </div>
  )
}

/** The filter lab with the topic's own subscriptions. It works without them too. */
export function FilterLabTab({ facts }: { facts: TopicFacts }) {
  const wordError = useErrorWords()
  const { data, error, refetch } = useSubscriptions(facts)
  const { subscriptions, ...reading } = useFilters(facts.connection.id, data?.subscriptions ?? none)
  const [memory] = useState(() => recallLab(facts.connection.id, facts.topicArn))
  return (
    <>
      {error !== null && (
        <ErrorNotice compact words={wordError(error)} onRetry={() => void refetch()} />
      )}
      <Reading {...reading} />
      <FilterLab memory={memory} subscriptions={subscriptions} />
    </>
  )
}
