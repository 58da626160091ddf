import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WeirError } from '../api/weir-error.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { DismissButton } from '../ui/dismiss-button.tsx'
import { AttentionLine } from './attention-line.tsx'
import styles from './change-outcome.module.css'
import { useChangeWords } from './change-words.ts'

/** What came of a change: done, done but not yet to be seen, or not done (or not known) and why. */
export type Outcome =
  | { state: 'done'; words: string; requestId: string | undefined }
  | { state: 'pending'; words: string; requestId: string | undefined }
  /** `before`: what had been done when it failed. `instead`: what is known better than the code says it. */
  | { state: 'failed'; error: WeirError; before?: string; instead?: string }

interface ChangeOutcomeProps {
  outcome: Outcome | undefined
  /** Reads again what was changed, for who does not know whether it was. */
  onReread: () => void
  onDismiss: () => void
}

function Reread({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('queue-change')
  return (
    <Button variant="default" onClick={onClick}>
      {t('outcome.reread')}
    </Button>
  )
}

function Words({ outcome }: { outcome: Exclude<Outcome, { state: 'failed' }> }) {
  const { t } = useTranslation('queue-change')
  const { state, words, requestId } = outcome
  return (
    <>
      {state === 'done' ? (
        <span className={styles.done}>
          <IconCheck size={14} aria-hidden /> {words}
        </span>
      ) : (
        <AttentionLine>{words}</AttentionLine>
      )}
      {requestId !== undefined && (
        <span className={styles.request}>{t('outcome.requestId', { id: requestId })}</span>
      )}
    </>
  )
}

function Failure({ outcome }: { outcome: Extract<Outcome, { state: 'failed' }> }) {
  const words = useChangeWords()(outcome.error)
  const { before, instead } = outcome
  return (
    <div className={styles.failure}>
      {before !== undefined && <AttentionLine>{before}</AttentionLine>}
      <ErrorNotice
        words={instead === undefined ? words : { ...words, sentence: instead, remedy: '' }}
      />
    </div>
  )
}

/** Stays until it is dismissed or another change is made: nobody should have to be quick to read it. */
export function ChangeOutcome({ outcome, onReread, onDismiss }: ChangeOutcomeProps) {
  const { t } = useTranslation(['queue-change', 'common'])
  if (outcome === undefined) return null
  const isFailed = outcome.state === 'failed'
  const isUncertain = isFailed && outcome.error.detail.effectUnknown
  return (
    <div className={styles.outcome} role={isFailed ? undefined : 'status'}>
      <div className={styles.words}>
        {isFailed ? <Failure outcome={outcome} /> : <Words outcome={outcome} />}
      </div>
      {(isUncertain || outcome.state === 'pending') && <Reread onClick={onReread} />}
      <DismissButton label={t('common:dismiss')} onClick={onDismiss} />
    </div>
  )
}
