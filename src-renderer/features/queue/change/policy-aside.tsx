import { useTranslation } from 'react-i18next'
import { diffLines } from './line-diff.ts'
import { summarisePolicy } from './policy-summary.ts'
import type { PolicyRow } from './policy-summary.ts'

import styles from './policy-tab.module.css'

function StatementRow({ row }: { row: PolicyRow }) {
  const { t } = useTranslation('queue-change')
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
  const { t } = useTranslation('queue-change')
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
  const { t } = useTranslation('queue-change')
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

interface PolicyAsideProps {
  name: 'Policy' | 'RedriveAllowPolicy'
  before: string
  after: string
}

/** Beside the text: who may do what by it and, once it differs, what would change. */
export function PolicyAside({ name, before, after }: PolicyAsideProps) {
  const { t } = useTranslation('queue-change')
  const isChanged = after.trim() !== before.trim()
  return (
    <aside className={styles.aside} aria-label={t('policy.meaning')}>
      {name === 'Policy' && (
        <>
          <h2 className={styles.title}>{t('policy.who')}</h2>
          <Summary text={after} />
        </>
      )}
      {isChanged && (
        <>
          <h2 className={styles.title}>{t('policy.changes')}</h2>
          <Diff before={before} after={after} />
        </>
      )}
      {!isChanged && name === 'RedriveAllowPolicy' && (
        <p className={styles.dim}>{t('policy.allowHint')}</p>
      )}
    </aside>
  )
}
