import { useTranslation } from 'react-i18next'
import type { ScenarioView } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import styles from './scenarios.module.css'
import { lostOf } from './use-scenario.ts'

/** A run that has ended, in sentences with its own numbers. */
export function ScenarioSummary({ view }: { view: ScenarioView }) {
  const { t } = useTranslation('scenarios')
  const format = useFormat()
  const n = format.number
  const { direct, queued, startedAtMs, endedAtMs } = view
  if (startedAtMs === undefined || endedAtMs === undefined) return null
  const kept = queued.waiting + queued.inFlight
  return (
    <section className={styles.summary} aria-label={t('summary.title')}>
      <h2>{t('summary.title')}</h2>
      <p>
        {t('summary.run', {
          duration: format.duration(Math.round((endedAtMs - startedAtMs) / 1000)),
          seed: String(view.seed),
        })}
      </p>
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
    </section>
  )
}
