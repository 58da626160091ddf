import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import type { WeirError } from '../../../api/weir-error.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { MiddleTruncate } from '../../../ui/middle-truncate.tsx'
import styles from './publish-tab.module.css'

interface PublishResultProps {
  publishedId: MessageId | undefined
  error: WeirError | undefined
}

/** What came of publishing: the id, a reason, or that nobody knows. */
export function PublishResult({ publishedId, error }: PublishResultProps) {
  const { t } = useTranslation('publish')
  const wordError = useErrorWords()
  if (error?.detail.effectUnknown === true) {
    return (
      <div role="alert">
        <AttentionLine>
          <strong>{t('uncertainTitle')}.</strong> {t('uncertainBody')}
        </AttentionLine>
      </div>
    )
  }
  if (error !== undefined) return <ErrorNotice words={wordError(error)} />
  if (publishedId === undefined) return null
  return (
    <div className={styles.result} role="status">
      <span className={styles.done}>
        <IconCheck size={14} aria-hidden /> {t('published')}
      </span>
      <MiddleTruncate mono text={publishedId} />
    </div>
  )
}
