import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Depth, QueueUrl } from '#contract'
import type { Feed } from '../../api/use-feed.ts'
import { useNow } from '../../lib/now.ts'
import { useKept } from './use-kept.ts'
import type { Store } from '../../lib/store.ts'
import { useFormat } from '../../lib/use-format.ts'
import { NumberCell } from '../../ui/number-cell.tsx'
import { Sparkline } from '../../ui/sparkline.tsx'
import type { QueueFacts } from './queue-facts.ts'
import styles from './queue-header.module.css'
import { QueueRelations } from './queue-relations.tsx'
import type { QueueMemory } from './queue-memory.ts'
import type { LiveDepths } from './use-live-depths.ts'

/** Three rounds missed: the number is then grey and says when it was read. */
const STALE_MS = 30_000

interface QueueHeaderProps {
  facts: QueueFacts
  memory: QueueMemory
  live: Store<LiveDepths>
  feed: Feed
  deadLetterUrl: QueueUrl | undefined
  /** What can be done with the whole queue. */
  menu: ReactNode
}

function Depths({ depth, isFailing }: { depth: Depth | undefined; isFailing: boolean }) {
  const { t } = useTranslation('messages')
  const format = useFormat()
  const nowMs = useNow()
  const readAt = depth === undefined ? '' : format.clock(depth.readAtMs)
  const isStale = depth !== undefined && (isFailing || nowMs - depth.readAtMs > STALE_MS)
  const title = t('header.approximate', { time: readAt })
  const parts = [
    { label: t('header.visible'), value: depth?.visible },
    { label: t('header.inFlight'), value: depth?.inFlight },
    { label: t('header.delayed'), value: depth?.delayed },
  ]
  return (
    <span className={styles.depths} title={title}>
      <span className={styles.approximate}>≈</span>
      {parts.map(({ label, value }) => (
        <span key={label} className={styles.depth}>
          <NumberCell value={value} stale={isStale} title={title} />{' '}
          <span className={styles.dim}>{label}</span>
        </span>
      ))}
      {isStale && <span className={styles.stale}>{t('header.stale', { time: readAt })}</span>}
    </span>
  )
}

/** Name, kind, where its messages come from and go to, and its live counts. */
export function QueueHeader(props: QueueHeaderProps) {
  const { facts, memory, live, feed, deadLetterUrl, menu } = props
  const { t } = useTranslation(['messages', 'common'])
  const { depths, history, status } = useKept(live)
  const depth = depths.get(facts.queueUrl) ?? facts.detail?.depth
  const isFailing = facts.isGone || feed.state === 'failed' || status?.state === 'backing-off'
  const deadLetterDepth = deadLetterUrl === undefined ? undefined : depths.get(deadLetterUrl)
  return (
    <header className={styles.header}>
      {/* The page's heading is the breadcrumb, which says the same name. */}
      <span className={styles.name} title={facts.name}>
        {facts.name}
      </span>
      <span className={styles.dim}>{t(`common:queueType.${facts.rules.type}`)}</span>
      <QueueRelations
        facts={facts}
        memory={memory}
        deadLetterUrl={deadLetterUrl}
        deadLetterDepth={deadLetterDepth}
      />
      <Depths depth={depth} isFailing={isFailing} />
      <Sparkline values={history} label={t('header.trend')} />
      {menu}
    </header>
  )
}
