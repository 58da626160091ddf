import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { diffLines } from './line-diff.ts'
import { summarisePolicy } from './policy-summary.ts'
import type { PolicyRow } from './policy-summary.ts'
import styles from './policy.module.css'

function StatementRow({ row }: { row: PolicyRow }) {
  const { t } = useTranslation('editing')
  return (
    <tr>
      <td>{row.effect}</td>
      <td className={styles.cell}>{row.principal === '*' ? t('policy.anyone') : row.principal}</td>
      <td className={styles.cell}>{row.action}</td>
      <td className={styles.cell}>{row.condition === '' ? t('policy.always') : row.condition}</td>
    </tr>
  )
}

function Summary({ text }: { text: string }) {
  const { t } = useTranslation('editing')
  const summary = summarisePolicy(text)
  if (summary.state === 'unreadable') return <p className={styles.dim}>{t('policy.unreadable')}</p>
  if (summary.rows.length === 0) return <p className={styles.dim}>{t('policy.none')}</p>
  return (
    <table className={styles.summary}>
      <thead>
        <tr>
          <th scope="col">{t('policy.effect')}</th>
          <th scope="col">{t('policy.principal')}</th>
          <th scope="col">{t('policy.action')}</th>
          <th scope="col">{t('policy.condition')}</th>
        </tr>
      </thead>
      <tbody>
        {summary.rows.map((row, index) => (
          <StatementRow key={index} row={row} />
        ))}
      </tbody>
    </table>
  )
}

const signs = { same: ' ', added: '+', removed: '−' } as const

function Diff({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation('editing')
  return (
    <pre className={styles.diff} tabIndex={0} role="group" aria-label={t('policy.changes')}>
      {diffLines(before, after).map(({ kind, text }, index) => (
        <span key={index} data-kind={kind}>
          {`${signs[kind]} ${text}\n`}
        </span>
      ))}
    </pre>
  )
}

/** Who may do what, statement by statement. */
export function PolicyStatements({ text }: { text: string }) {
  const { t } = useTranslation('editing')
  return (
    <>
      <h2 className={styles.title}>{t('policy.who')}</h2>
      <Summary text={text} />
    </>
  )
}

interface PolicyAsideProps {
  before: string
  after: string
  /** What the text means. */
  children: ReactNode
}

/** Beside the text: what it means and, once it differs, what would change. */
export function PolicyAside({ before, after, children }: PolicyAsideProps) {
  const { t } = useTranslation('editing')
  return (
    <aside className={styles.aside} aria-label={t('policy.meaning')}>
      {children}
      {after.trim() !== before.trim() && (
        <>
          <h2 className={styles.title}>{t('policy.changes')}</h2>
          <Diff before={before} after={after} />
        </>
      )}
    </aside>
  )
}
