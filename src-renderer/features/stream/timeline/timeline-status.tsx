import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SHARD_READS_PER_SECOND } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { fromErrorValue } from '../../../api/weir-error.ts'
import { useFormat } from '../../../lib/use-format.ts'
import type { TimelineWish } from './timeline-memory.ts'
import styles from './timeline.module.css'
import type { LiveTimeline } from './use-timeline.ts'

interface TimelineStatusProps {
  live: LiveTimeline
  wish: TimelineWish
  isPaused: boolean
  isFiltered: boolean
  /** What can be done with what was read. */
  children?: ReactNode
}

type Live = Pick<TimelineStatusProps, 'live'>

function Counts({ live, isFiltered }: Live & Pick<TimelineStatusProps, 'isFiltered'>) {
  const { t } = useTranslation('timeline')
  const format = useFormat()
  const { received, letGo, read } = live
  return (
    <>
      <span role="status">{t('status.read', { count: read, n: format.number(read) })}</span>
      {isFiltered && (
        <span>{t('status.matching', { count: received, n: format.number(received) })}</span>
      )}
      {letGo > 0 && (
        <span className={styles.attention} title={t('status.letGoHint')}>
          {t('status.letGo', { n: format.number(letGo) })}
        </span>
      )}
    </>
  )
}

/** How far the slowest shard is behind, and what went wrong on the way. */
function Lanes({ live }: Live) {
  const { t } = useTranslation('timeline')
  const format = useFormat()
  const open = live.lanes.filter(({ state }) => state !== 'ended' && state !== 'gone')
  const behindMs = Math.max(0, ...open.map((lane) => lane.behindMs ?? 0))
  const throttles = live.lanes.reduce((sum, lane) => sum + lane.throttles, 0)
  const gaps = live.lanes.filter(({ gap }) => gap !== undefined).length
  return (
    <>
      {live.lanes.length > 0 && (
        <span>{t('status.shards', { count: open.length, n: format.number(open.length) })}</span>
      )}
      {behindMs >= 1000 && <span>{t('status.behind', { age: format.age(behindMs) })}</span>}
      {throttles > 0 && (
        <span className={styles.attention} title={t('status.throttlesHint')}>
          {t('status.throttles', { count: throttles, n: format.number(throttles) })}
        </span>
      )}
      {gaps > 0 && (
        <span className={styles.attention} title={t('status.gapHint')}>
          {t('status.gap', { count: gaps, n: format.number(gaps) })}
        </span>
      )}
    </>
  )
}

function useTrouble(error: LiveTimeline['error']): string | undefined {
  const wordError = useErrorWords()
  if (error === undefined) return undefined
  const words = fromErrorValue(error)
  return `${wordError(words).sentence} (${String(error.params['action'] ?? error.code)})`
}

function Cost({ live, wish }: Pick<TimelineStatusProps, 'live' | 'wish'>) {
  const { t } = useTranslation('timeline')
  const format = useFormat()
  const { slowedBy } = live
  return (
    <span className={styles.cost} title={t('status.orderHint')}>
      {slowedBy === undefined
        ? t('status.cost', { n: wish.readsPerSecond, most: SHARD_READS_PER_SECOND })
        : t('status.slowed', { calls: format.number(slowedBy) })}
    </span>
  )
}

/** How the tail stands: what was read, how far behind it is, what it costs the stream, and why nothing comes. */
export function TimelineStatus(props: TimelineStatusProps) {
  const { live, wish, isPaused, isFiltered, children } = props
  const { t } = useTranslation('timeline')
  const why = useTrouble(live.error)
  const isBackingOff = live.state === 'backing-off' && why !== undefined
  return (
    <div className={styles.status}>
      <span className={styles.state}>
        <span className={styles.dot} data-state={isPaused ? 'paused' : live.state} aria-hidden />
        {t(`status.state.${isPaused ? 'paused' : live.state}`)}
      </span>
      <Counts live={live} isFiltered={isFiltered} />
      <Lanes live={live} />
      {isBackingOff ? (
        <span className={styles.why} role="alert" title={why}>
          {why}
        </span>
      ) : (
        <Cost live={live} wish={wish} />
      )}
      {children}
    </div>
  )
}
