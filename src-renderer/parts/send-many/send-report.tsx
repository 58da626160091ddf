import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SendProgress } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { useOperation } from '../../api/use-operation.ts'
import { fromErrorValue } from '../../api/weir-error.ts'
import { AttentionLine } from '../attention-line.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { DoneLine } from '../../ui/done-line.tsx'
import { DismissButton } from '../../ui/dismiss-button.tsx'
import { CopyFailed } from './copy-failed.tsx'
import { SendOutcomes } from './send-outcomes.tsx'
import styles from './send-report.module.css'
import type { SendPlace } from './send-place.ts'
import { SendRunning } from './send-running.tsx'
import { useManyWords } from './use-many-words.ts'

interface SendReportProps {
  progress: SendProgress
  place: SendPlace
  isAllowed: boolean
  onHide: () => void
}

function Headline({ progress }: { progress: SendProgress }) {
  const { t } = useTranslation('send')
  const wordError = useErrorWords()
  const { state, sent, total, error } = progress
  if (state === 'stopped')
    return (
      <>
        <AttentionLine>{t('progress.stopped', { sent, total })}</AttentionLine>
        {error !== undefined && <ErrorNotice compact words={wordError(fromErrorValue(error))} />}
      </>
    )
  if (state === 'cancelled')
    return <AttentionLine>{t('progress.cancelled', { sent, total })}</AttentionLine>
  return <DoneLine>{t('progress.done', { count: sent })}</DoneLine>
}

function Rest({ progress }: { progress: SendProgress }) {
  const { t } = useTranslation('send')
  const { failed, uncertain, unsent } = progress
  return (
    <>
      {failed > 0 && <AttentionLine>{t('progress.failed', { count: failed })}</AttentionLine>}
      {uncertain > 0 && (
        <AttentionLine>{t('progress.uncertain', { count: uncertain })}</AttentionLine>
      )}
      {unsent > 0 && <p className={styles.line}>{t('progress.unsent', { count: unsent })}</p>}
    </>
  )
}

interface AgainProps {
  progress: SendProgress
  place: SendPlace
  isAllowed: boolean
}

/** What surely was not sent can be sent again; what is uncertain cannot, from here. */
function Again({ progress, place, isAllowed }: AgainProps) {
  const { t } = useTranslation('send')
  const wordError = useErrorWords()
  const words = useManyWords(place)
  const sending = useOperation('sends.retryFailed')
  const publishing = useOperation('topics.retryFailed')
  const putting = useOperation('records.retryFailed')
  const { connection, to } = place
  const { pending, error } = { queue: sending, topic: publishing, stream: putting }[to.kind]
  const again = (which: 'failed' | 'unsent', verb: string): void => {
    const confirm = words.confirm(progress[which], verb)
    const input = { connectionId: connection.id, sendId: progress.sendId, which }
    if (to.kind === 'queue') void sending.run({ ...input, queueUrl: to.queueUrl }, { confirm })
    else if (to.kind === 'topic')
      void publishing.run({ ...input, topicArn: to.topicArn }, { confirm })
    else void putting.run({ ...input, streamArn: to.streamArn }, { confirm })
  }
  const choices = [
    { which: 'failed', verb: t(`many.${to.kind}.again`, { count: progress.failed }) },
    { which: 'unsent', verb: t(`many.${to.kind}.rest`, { count: progress.unsent }) },
  ] as const
  return (
    <>
      {choices
        .filter(({ which }) => progress[which] > 0)
        .map(({ which, verb }) => (
          <Button
            key={which}
            variant="default"
            disabled={!isAllowed}
            loading={pending}
            onClick={() => {
              again(which, verb)
            }}
          >
            {verb}
          </Button>
        ))}
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
    </>
  )
}

/** How the newest send to this place gets on, and what became of each message when it ended. */
export function SendReport({ progress, place, isAllowed, onHide }: SendReportProps) {
  const { t } = useTranslation('send')
  const [isOpen, setIsOpen] = useState(false)
  const isRunning = progress.state === 'running' || progress.state === 'cancelling'
  if (isRunning) return <SendRunning progress={progress} connectionId={place.connection.id} />
  const hasTrouble = progress.sent < progress.total
  return (
    <section className={styles.report} aria-label={t('progress.label')}>
      <header className={styles.head}>
        <div className={styles.lines} role="status">
          <Headline progress={progress} />
          <Rest progress={progress} />
        </div>
        <Again progress={progress} place={place} isAllowed={isAllowed} />
        {progress.failed > 0 && (
          <CopyFailed connectionId={place.connection.id} sendId={progress.sendId} />
        )}
        {!hasTrouble && (
          <Button
            variant="subtle"
            aria-expanded={isOpen}
            onClick={() => {
              setIsOpen(!isOpen)
            }}
          >
            {t('outcomes.label')}
          </Button>
        )}
        <DismissButton label={t('progress.hide')} onClick={onHide} />
      </header>
      {(hasTrouble || isOpen) && (
        <SendOutcomes progress={progress} connectionId={place.connection.id} />
      )}
    </section>
  )
}
