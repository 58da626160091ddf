import { useTranslation } from 'react-i18next'
import type { LookLedger } from '#contract'
import { useFormat } from '../lib/use-format.ts'
import { AttentionLine } from './attention-line.tsx'
import { ledgerLines } from './ledger-lines.ts'
import type { LedgerLine } from './ledger-lines.ts'
import styles from './ledger.module.css'

function useSentence(): (line: LedgerLine) => string {
  const { t } = useTranslation('looks')
  const format = useFormat()
  return ({ key, params: { atMs, ...params } }) =>
    t(`ledger.${key}`, { ...params, time: atMs === undefined ? '' : format.dateTime(atMs) })
}

interface LedgerProps {
  /** Absent while it is being worked out for the first time; the box then has its size already. */
  ledger: LookLedger | undefined
}

/** What a look costs, in words and numbers, before it is made. */
export function Ledger({ ledger }: LedgerProps) {
  const { t } = useTranslation('messages')
  const sentence = useSentence()
  const lines = ledger === undefined ? [] : ledgerLines(ledger)
  const plain = lines.filter(({ tone }) => tone === 'plain')
  return (
    <section className={styles.ledger} aria-label={t('look.cost')} aria-live="polite">
      {lines
        .filter(({ tone }) => tone === 'warning')
        .map((line) => (
          <AttentionLine key={line.key}>{sentence(line)}</AttentionLine>
        ))}
      {ledger === undefined ? (
        <p className={styles.plain}>{t('look.costPending')}</p>
      ) : (
        <div className={styles.facts}>
          <ul className={styles.plain}>
            {plain.map((line) => (
              <li key={line.key}>{sentence(line)}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
