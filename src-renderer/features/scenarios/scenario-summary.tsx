import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScenarioView, TwoWaysView } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import styles from './scenarios.module.css'
import { lostOf } from './use-scenario.ts'

/** How long a run was, and what is said of it. */
export function Summary({ view, children }: { view: ScenarioView; children: ReactNode }) {
  const { t } = useTranslation('scenarios')
  const format = useFormat()
  const { startedAtMs, endedAtMs, seed } = view
  if (startedAtMs === undefined || endedAtMs === undefined) return null
  const seconds = Math.round((endedAtMs - startedAtMs) / 1000)
  return (
    <section className={styles.summary} aria-label={t('summary.title')}>
      <h2>{t('summary.title')}</h2>
      <p>{t('summary.run', { duration: format.duration(seconds), seed: String(seed) })}</p>
      {children}
    </section>
  )
}

/** A run that has ended, in sentences with its own numbers. */
export function TwoWaysSummary({ view }: { view: TwoWaysView }) {
  const { t } = useTranslation('scenarios')
  const format = useFormat()
  const n = format.number
  const { direct, queued } = view
  const kept = queued.waiting + queued.inFlight
  return (
    <Summary view={view}>
      <p>
        {t('summary.direct', {
          ...{ asked: n(direct.asked), done: n(direct.done), lost: n(lostOf(view)) },
          ...{ refused: n(direct.refused), timedOut: n(direct.timedOut), failed: n(direct.failed) },
        })}
      </p>
      <p>
        {t('summary.queued', {
          ...{ accepted: n(queued.accepted), done: n(queued.done) },
          ...{ kept: n(kept), dead: n(queued.dead) },
        })}{' '}
        {queued.missing === 0 ? t('summary.nothingLost') : t('missing', { count: queued.missing })}
      </p>
    </Summary>
  )
}
