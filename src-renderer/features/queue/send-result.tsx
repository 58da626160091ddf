import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import type { WeirError } from '../../api/weir-error.ts'
import { AttentionLine } from '../../parts/attention-line.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { MiddleTruncate } from '../../ui/middle-truncate.tsx'
import styles from './send-tab.module.css'

interface SendResultProps {
  sentId: MessageId | undefined
  error: WeirError | undefined
  onLookForIt: () => void
}

function LookForIt({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('messages')
  return (
    <Button variant="default" onClick={onClick}>
      {t('send.lookForIt')}
    </Button>
  )
}

/** What came of sending: the id, a reason, or that nobody knows. */
export function SendResult({ sentId, error, onLookForIt }: SendResultProps) {
  const { t } = useTranslation('messages')
  const wordError = useErrorWords()
  if (error?.detail.effectUnknown === true) {
    return (
      <div className={styles.result} role="alert">
        <AttentionLine>
          <strong>{t('send.uncertainTitle')}.</strong> {t('send.uncertainBody')}
        </AttentionLine>
        <LookForIt onClick={onLookForIt} />
      </div>
    )
  }
  if (error !== undefined) return <ErrorNotice words={wordError(error)} />
  if (sentId === undefined) return null
  return (
    <div className={styles.result} role="status">
      <span className={styles.done}>
        <IconCheck size={14} aria-hidden /> {t('send.sent')}
      </span>
      <MiddleTruncate mono text={sentId} />
      <LookForIt onClick={onLookForIt} />
    </div>
  )
}
