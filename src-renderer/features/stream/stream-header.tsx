import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import type { StreamFacts } from './stream-facts.ts'
import styles from '../../parts/resource-page.module.css'

function Facts({ detail }: { detail: NonNullable<StreamFacts['detail']> }) {
  const { t } = useTranslation('streams')
  const format = useFormat()
  const { openShards, retentionHours, consumers, kmsKeyId, readAtMs } = detail
  const duration = format.duration(retentionHours * 3600)
  return (
    <span className={styles.counts} title={t('page.readAt', { time: format.clock(readAtMs) })}>
      <span>{t('page.shards', { count: openShards, n: format.number(openShards) })}</span>
      <span>{t('page.retention', { duration })}</span>
      {consumers > 0 && (
        <span>{t('page.consumers', { count: consumers, n: format.number(consumers) })}</span>
      )}
      {kmsKeyId !== '' && <span title={kmsKeyId}>{t('page.encrypted')}</span>}
    </span>
  )
}

/** Name, mode, what it is set to, and what can be done with the whole stream. */
export function StreamHeader({ facts, menu }: { facts: StreamFacts; menu?: ReactNode }) {
  const { t } = useTranslation('streams')
  const { detail } = facts
  return (
    <header className={styles.header}>
      {/* The page's heading is the breadcrumb, which says the same name. */}
      <span className={styles.name} title={facts.streamArn}>
        {facts.name}
      </span>
      {detail !== undefined && <span className={styles.dim}>{t(`mode.${detail.mode}`)}</span>}
      {detail !== undefined && detail.status !== 'ACTIVE' && (
        <span className={styles.attention}>{t(`status.${detail.status}`)}</span>
      )}
      {detail !== undefined && <Facts detail={detail} />}
      {menu}
    </header>
  )
}
