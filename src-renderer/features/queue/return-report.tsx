import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../../api/error-words.ts'
import { fromErrorValue } from '../../api/weir-error.ts'
import { useFormat } from '../../lib/use-format.ts'
import { AttentionLine } from '../../parts/attention-line.tsx'
import { OutcomeReport } from './outcome-report.tsx'
import type { VisibilityReport } from './use-returns.ts'

interface ReturnReportProps {
  report: VisibilityReport
  onDismiss: () => void
}

/** What became of held messages: returned, hidden for so long, not changed and why, or not known. */
export function ReturnReport({ report, onDismiss }: ReturnReportProps) {
  const { t } = useTranslation('looks')
  const wordError = useErrorWords()
  const time = useFormat().duration(report.seconds)
  const countOf = (outcome: string): number =>
    report.outcomes.filter((each) => each.outcome === outcome).length
  const [done, failed, uncertain] = [countOf('done'), countOf('failed'), countOf('uncertain')]
  const why = report.outcomes.find((each) => each.outcome === 'failed')
  const doneWords =
    report.seconds === 0
      ? t('report.returned', { count: done })
      : t('report.hidden', { count: done, time })
  return (
    <OutcomeReport done={done > 0 ? doneWords : undefined} onDismiss={onDismiss}>
      {why !== undefined && (
        <AttentionLine>
          {t('report.failed', {
            count: failed,
            why: wordError(fromErrorValue(why.error)).sentence,
          })}
        </AttentionLine>
      )}
      {uncertain > 0 && (
        <AttentionLine>{t('report.uncertain', { count: uncertain })}</AttentionLine>
      )}
    </OutcomeReport>
  )
}
