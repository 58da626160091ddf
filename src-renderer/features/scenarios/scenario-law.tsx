import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TwoWaysView } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import { AttentionLine } from '../../parts/attention-line.tsx'
import styles from './scenarios.module.css'

/** That every message is somewhere, with the numbers of this moment; and whether the emulator says the same. */
export function ScenarioLaw({ view }: { view: TwoWaysView }) {
  const { t } = useTranslation('scenarios')
  const format = useFormat()
  const { queued, check } = view
  const n = format.number
  const { accepted, done, waiting, inFlight, dead, missing } = queued
  return (
    <div className={styles.law}>
      <p data-testid="law">
        {t('law', {
          ...{ accepted: n(accepted), done: n(done), waiting: n(waiting) },
          ...{ inFlight: n(inFlight), dead: n(dead) },
        })}
        {missing > 0 && ` + ${t('lawMissing', { count: missing })}`}
      </p>
      {check?.agrees === true && (
        <p className={styles.agrees}>
          <IconCheck size={14} aria-hidden />
          {t('agrees', {
            held: n(check.held),
            dead: n(check.dead),
            time: format.clock(check.atMs),
          })}
        </p>
      )}
      {missing > 0 && <AttentionLine>{t('missing', { count: missing })}</AttentionLine>}
      {queued.foreign > 0 && (
        <p className={styles.dim}>{t('foreign', { count: queued.foreign })}</p>
      )}
      {view.direct.doneUnknown > 0 && (
        <AttentionLine>{t('doneUnknown', { count: view.direct.doneUnknown })}</AttentionLine>
      )}
    </div>
  )
}
