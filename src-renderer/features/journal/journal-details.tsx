import { useTranslation } from 'react-i18next'
import type { JournalEntry } from '#contract'
import { useNow } from '../../lib/now.ts'
import { useFormat } from '../../lib/use-format.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { CopiedFact, FactRow } from '../../parts/fact-row.tsx'
import { JournalOutcome } from './journal-outcome.tsx'
import styles from './journal-details.module.css'

function Identifier({ label, value }: { label: string; value: string | undefined }) {
  const { t } = useTranslation('journal')
  return <CopiedFact label={label} value={value} copyLabel={t('copy', { what: label })} />
}

function Commands({ entry }: { entry: JournalEntry }) {
  const { t } = useTranslation('journal')
  const { commands = [], moreCommands = 0 } = entry
  if (commands.length === 0) return <p className={styles.none}>{t('detail.noCommands')}</p>
  const counts = { shown: commands.length, total: commands.length + moreCommands }
  return (
    <>
      <div className={styles.headed}>
        <h2>{moreCommands === 0 ? t('detail.commands') : t('detail.commandsOf', counts)}</h2>
        <CopyButton text={commands.join('\n')} label={t('detail.copyCommands')} />
      </div>
      <pre className={styles.commands} tabIndex={0} aria-label={t('detail.commands')}>
        {commands.join('\n\n')}
      </pre>
      <p className={styles.none}>
        {moreCommands > 0 && `${t('detail.moreCommands', { count: moreCommands })} `}
        {t('detail.commandsHint')}
      </p>
    </>
  )
}

/** One entry whole: who did what to what, how it ended, and the calls behind it. */
export function JournalDetails({ entry }: { entry: JournalEntry | undefined }) {
  const { t } = useTranslation('journal')
  const format = useFormat()
  const nowMs = useNow()
  if (entry === undefined) return <p className={styles.choose}>{t('detail.choose')}</p>
  const { atMs, connectionName, operation, effect, outcome, code, count } = entry
  return (
    <article className={styles.details} aria-label={t('detail.label')}>
      <dl className={styles.list}>
        <FactRow label={t('column.when')}>
          <span className={styles.figures}>{format.dateTime(atMs)}</span>
          <span className={styles.dim}>{format.ago(nowMs - atMs)}</span>
        </FactRow>
        <FactRow label={t('column.outcome')}>
          <JournalOutcome outcome={outcome} code={code} />
          <span className={styles.dim}>{t(`outcomeMeans.${outcome}`)}</span>
        </FactRow>
        <FactRow label={t('column.operation')}>
          <span className={styles.mono}>{operation}</span>
          <span className={styles.dim}>{t(`effect.${effect}`)}</span>
        </FactRow>
        <Identifier label={t('column.target')} value={entry.target} />
        {count !== undefined && <FactRow label={t('column.count')}>{format.number(count)}</FactRow>}
        <FactRow label={t('column.connection')}>{connectionName}</FactRow>
        <Identifier label={t('detail.identity')} value={entry.identity} />
        <Identifier label={t('column.request')} value={entry.requestId} />
      </dl>
      <Commands entry={entry} />
    </article>
  )
}
