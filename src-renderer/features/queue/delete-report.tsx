import { useTranslation } from 'react-i18next'
import type { DeleteOutcome } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { fromErrorValue } from '../../api/weir-error.ts'
import { AttentionLine } from '../../parts/attention-line.tsx'
import { OutcomeReport } from './outcome-report.tsx'
import styles from './outcome-report.module.css'

interface DeleteReportProps {
  outcomes: readonly DeleteOutcome[]
  onDismiss: () => void
}

function countOf(outcomes: readonly DeleteOutcome[], outcome: DeleteOutcome['outcome']): number {
  return outcomes.filter((entry) => entry.outcome === outcome).length
}

function Failed({ outcomes }: Pick<DeleteReportProps, 'outcomes'>) {
  const { t } = useTranslation('messages')
  const wordError = useErrorWords()
  const failed = outcomes.filter((entry) => entry.outcome === 'failed')
  if (failed.length === 0) return null
  return (
    <AttentionLine>
      {t('delete.failed', { count: failed.length })}
      <ul className={styles.reasons}>
        {failed.map(({ messageId, error }) => {
          const { title, sentence, facts } = wordError(fromErrorValue(error))
          const answer = facts.map(({ value }) => value).join(' · ')
          return (
            <li key={messageId}>
              <code>{messageId}</code> {title}: {sentence} {answer}
            </li>
          )
        })}
      </ul>
    </AttentionLine>
  )
}

/** What became of each message: deleted, not deleted and why, or not known. */
export function DeleteReport({ outcomes, onDismiss }: DeleteReportProps) {
  const { t } = useTranslation('messages')
  const deleted = countOf(outcomes, 'deleted')
  const uncertain = countOf(outcomes, 'uncertain')
  return (
    <OutcomeReport
      done={deleted > 0 ? t('delete.deleted', { count: deleted }) : undefined}
      onDismiss={onDismiss}
    >
      <Failed outcomes={outcomes} />
      {uncertain > 0 && (
        <AttentionLine>{t('delete.uncertain', { count: uncertain })}</AttentionLine>
      )}
    </OutcomeReport>
  )
}
