import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../../../api/error-words.ts'
import type { WeirError } from '../../../api/weir-error.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import styles from '../captures.module.css'
import type { Entries } from './use-entries.ts'

/** Errors that are the expression's own: it is being typed, and nothing has to be tried again. */
function useExpressionWords(error: WeirError | null): string | undefined {
  const { t } = useTranslation('captures')
  if (error === null) return undefined
  const { field, message, reason, ms } = error.detail.params
  if (error.code === 'invalid-input' && field === 'expression') {
    return t('find.notJsonata', { message: String(message) })
  }
  if (reason === 'expression-deadline') return t('find.tooLong', { seconds: Number(ms) / 1_000 })
  return reason === 'expression-memory' ? t('find.tooLarge') : undefined
}

/** Why nothing, or not everything, is found. */
export function FindProblems({
  error,
  failed,
  retry,
}: Pick<Entries, 'error' | 'failed' | 'retry'>) {
  const { t } = useTranslation('captures')
  const format = useFormat()
  const wordError = useErrorWords()
  const own = useExpressionWords(error)
  if (error !== null && own === undefined) {
    return <ErrorNotice compact words={wordError(error)} onRetry={retry} />
  }
  const count = failed?.count ?? 0
  const words = { count, n: format.number(count), message: failed?.message ?? '' }
  const line = own ?? (count > 0 ? t('find.failed', words) : undefined)
  if (line === undefined) return null
  return (
    <div className={styles.lines} role="status">
      <AttentionLine>{line}</AttentionLine>
    </div>
  )
}
