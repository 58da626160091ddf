import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionId, SendProgress } from '#contract'
import { useOperation } from '../../api/use-operation.ts'
import { useFormat } from '../../lib/use-format.ts'
import { AttentionLine } from '../attention-line.tsx'
import styles from './send-report.module.css'

interface SendRunningProps {
  progress: SendProgress
  connectionId: ConnectionId
}

/** Shorter than this needs no progress; longer than the second wants numbers and a way out. */
const SHOWN_AFTER_MS = 500
const COUNTED_AFTER_MS = 2_000

declare module 'react' {
  interface CSSProperties {
    '--done'?: string
  }
}

function Bar({ progress }: { progress: SendProgress }) {
  const { t } = useTranslation('send')
  const { total, unsent } = progress
  return (
    <div
      role="progressbar"
      aria-label={t('progress.label')}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={total - unsent}
      className={styles.bar}
      style={{ '--done': `${String(((total - unsent) / total) * 100)}%` }}
    />
  )
}

function Counts({ progress }: { progress: SendProgress }) {
  const { t } = useTranslation('send')
  const format = useFormat()
  const { total, unsent, perSecond } = progress
  const rate = Math.round(perSecond)
  return (
    <span className={styles.counts}>
      {t('progress.counts', { done: total - unsent, total, rate })}
      {rate > 0 && ` · ${t('progress.left', { time: format.duration(Math.ceil(unsent / rate)) })}`}
    </span>
  )
}

/** A send that goes on, whatever page is shown. */
export function SendRunning({ progress, connectionId }: SendRunningProps) {
  const { t } = useTranslation('send')
  const { run } = useOperation('sends.cancel')
  const { state, total, sendId, isThrottled } = progress
  const tookMs = progress.atMs - progress.startedAtMs
  if (tookMs < SHOWN_AFTER_MS) return null
  const isCancelling = state === 'cancelling'
  return (
    <section className={styles.running} aria-label={t('progress.label')}>
      <span>
        {isCancelling ? t('progress.cancelling') : t('progress.running', { count: total })}
      </span>
      <Bar progress={progress} />
      {tookMs >= COUNTED_AFTER_MS && <Counts progress={progress} />}
      {isThrottled && <AttentionLine>{t('progress.throttled')}</AttentionLine>}
      <Button
        variant="default"
        disabled={isCancelling}
        onClick={() => void run({ connectionId, sendId })}
      >
        {t('progress.cancel')}
      </Button>
    </section>
  )
}
