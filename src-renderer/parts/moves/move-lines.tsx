import { useTranslation } from 'react-i18next'
import type { Move } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import { DoneLine } from '../../ui/done-line.tsx'
import { AttentionLine } from '../attention-line.tsx'
import styles from './moves.module.css'

/** Chosen, and neither moved nor known to be anywhere else. */
function missingOf({ total, counts, plan, state }: Move): number {
  // Of a queue as a whole the total is an estimate.
  if (state !== 'done' || total === undefined || plan.choice === undefined) return 0
  return Math.max(0, total - Object.values(counts).reduce((sum, count) => sum + count, 0))
}

/** What goes on beside the count, while it runs. */
function Running({ running }: { running: NonNullable<Move['running']> }) {
  const { t } = useTranslation('moves')
  const format = useFormat()
  const { passed, heldBack, hidden, hiddenUntilMs, isThrottled } = running
  return (
    <>
      {isThrottled && <AttentionLine>{t('move.throttled')}</AttentionLine>}
      {passed > 0 && <p className={styles.dim}>{t('move.passed', { n: format.number(passed) })}</p>}
      {heldBack > 0 && (
        <AttentionLine>{t('move.heldBack', { n: format.number(heldBack) })}</AttentionLine>
      )}
      {hidden > 0 && hiddenUntilMs !== undefined && (
        <AttentionLine>
          {t('move.hidden', { n: format.number(hidden), time: format.clock(hiddenUntilMs) })}
        </AttentionLine>
      )}
    </>
  )
}

/** What became of the messages, as far as it is not as wished. */
export function MoveLines({ move }: { move: Move }) {
  const { t } = useTranslation('moves')
  const format = useFormat()
  const { counts, running, state, plan } = move
  const { kept, left, unknown, failed, sent, done } = counts
  const missing = missingOf(move)
  const isAll = state === 'done' && kept + left + unknown + failed + sent + missing === 0
  const words = plan.kind === 'redrive' ? 'move.doneAll' : 'move.doneReplay'
  return (
    <>
      {running !== undefined && <Running running={running} />}
      {kept + sent > 0 && (
        <AttentionLine>{t('move.kept', { n: format.number(kept + sent) })}</AttentionLine>
      )}
      {missing > 0 && (
        <AttentionLine>{t('move.missing', { n: format.number(missing) })}</AttentionLine>
      )}
      {left > 0 && <p className={styles.dim}>{t('move.left', { n: format.number(left) })}</p>}
      {isAll && <DoneLine>{t(words, { n: format.number(done) })}</DoneLine>}
    </>
  )
}
