import { useTranslation } from 'react-i18next'
import type { ExpressionTrouble } from '#contract'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import styles from './timeline.module.css'
import type { LiveTimeline } from './use-timeline.ts'

interface ExpressionLinesProps {
  trouble: ExpressionTrouble | undefined
  judged: LiveTimeline['expression']
}

/** Why an expression filters nothing, or what it could not be asked of. */
export function ExpressionLines({ trouble, judged }: ExpressionLinesProps) {
  const { t } = useTranslation('timeline')
  const lines: string[] = []
  if (trouble !== undefined) {
    const { message, position } = trouble
    lines.push(
      position === undefined
        ? t('expression.trouble', { message })
        : t('expression.troubleAt', { message, at: position }),
    )
  }
  if (judged !== undefined && judged.failed > 0) {
    const message = judged.trouble?.message ?? ''
    lines.push(t('expression.failed', { count: judged.failed, message }))
  }
  if (judged !== undefined && judged.unjudged > 0) {
    lines.push(t('expression.unjudged', { count: judged.unjudged }))
  }
  if (lines.length === 0) return null
  return (
    <div className={styles.expressionLines} role="status">
      {lines.map((line) => (
        <AttentionLine key={line}>{line}</AttentionLine>
      ))}
    </div>
  )
}
