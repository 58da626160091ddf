import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionId, SendProgress } from '#contract'
import { useOperation } from '../../api/use-operation.ts'
import { useFormat } from '../../lib/use-format.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { AttentionLine } from '../attention-line.tsx'
import styles from './send-report.module.css'

interface SendRunningProps {
  progress: SendProgress
  connectionId: ConnectionId
}

/** Shorter than this needs no progress; longer than the second wants numbers and a way out. */
const SHOWN_AFTER_MS = 500
const COUNTED_AFTER_MS = 2_000

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
      <ProgressBar label={t('progress.label')} value={total - progress.unsent} total={total} />
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
