import { useTranslation } from 'react-i18next'
import type { ScanLedger, ScanPlan } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { scanCostLines } from './scan-cost-lines.ts'
import type { CostLine } from './scan-cost-lines.ts'
import ledgerStyles from '../../../parts/ledger.module.css'
import styles from './scan.module.css'

interface ScanCostProps {
  /** Absent while it is being worked out for the first time. */
  ledger: ScanLedger | undefined
  whenFull: ScanPlan['whenFull']
}

/** What a scan costs, in words and numbers, before it begins. */
export function ScanCost({ ledger, whenFull }: ScanCostProps) {
  const { t } = useTranslation('scan')
  const format = useFormat()
  const price = ledger === undefined ? '' : format.usd(ledger.estimatedUsd)
  const lines = ledger === undefined ? [] : scanCostLines(ledger, whenFull)
  const sentence = ({ key, params, seconds = 0 }: CostLine): string =>
    t(`cost.${key}`, { ...params, price, time: format.duration(seconds) })
  return (
    <section className={styles.cost} aria-label={t('cost.label')} aria-live="polite">
      {lines
        .filter(({ tone }) => tone === 'warning')
        .map((line) => (
          <AttentionLine key={line.key}>{sentence(line)}</AttentionLine>
        ))}
      {ledger === undefined && <p className={styles.pending}>{t('cost.pending')}</p>}
      <div className={ledgerStyles.facts}>
        <ul className={ledgerStyles.plain}>
          {lines
            .filter(({ tone }) => tone === 'plain')
            .map((line) => (
              <li key={line.key}>{sentence(line)}</li>
            ))}
        </ul>
      </div>
    </section>
  )
}
