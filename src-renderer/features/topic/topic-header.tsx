import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import type { TopicFacts } from './topic-facts.ts'
import styles from '../../parts/resource-page.module.css'

function Counts({ facts }: { facts: TopicFacts }) {
  const { t } = useTranslation('topics')
  const format = useFormat()
  if (facts.detail === undefined) return null
  const { subscriptions, readAtMs, archive, kmsKeyId } = facts.detail
  const { confirmed, pending } = subscriptions
  return (
    <span className={styles.counts} title={t('page.readAt', { time: format.clock(readAtMs) })}>
      <span>{t('page.confirmed', { count: confirmed, n: format.number(confirmed) })}</span>
      {pending > 0 && (
        <span className={styles.attention}>
          {t('page.pending', { count: pending, n: format.number(pending) })}
        </span>
      )}
      {archive !== undefined && <span>{t('page.archive', { days: archive.retentionDays })}</span>}
      {kmsKeyId !== '' && <span title={kmsKeyId}>{t('page.encrypted')}</span>}
    </span>
  )
}

/** Name, kind, how many receive from it, and what can be done with the whole topic. */
export function TopicHeader({ facts, menu }: { facts: TopicFacts; menu?: ReactNode }) {
  const { t } = useTranslation('common')
  return (
    <header className={styles.header}>
      {/* The page's heading is the breadcrumb, which says the same name. */}
      <span className={styles.name} title={facts.topicArn}>
        {facts.name}
      </span>
      <span className={styles.dim}>{t(`queueType.${facts.type}`)}</span>
      <Counts facts={facts} />
      {menu}
    </header>
  )
}
