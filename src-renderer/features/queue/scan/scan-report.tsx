import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionId, ScanProgress } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { fromErrorValue } from '../../../api/weir-error.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { CaptureLink } from '../../../parts/capture-link.tsx'
import { DismissButton } from '../../../ui/dismiss-button.tsx'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import { DoneLine } from '../../../ui/done-line.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { ScanCounts } from './scan-counts.tsx'
import { troublesOf } from './scan-troubles.ts'
import styles from './scan.module.css'

interface ScanReportProps {
  scan: ScanProgress
  connectionId: ConnectionId
  onHide: () => void
}

function Running({ scan, connectionId }: Omit<ScanReportProps, 'onHide'>) {
  const { t } = useTranslation('scan')
  const { run, pending } = useOperation('scans.stop')
  const isReturning = scan.state === 'returning'
  const words = scan.plan.mode === 'drain' ? t('run.draining') : t('run.running')
  return (
    <header className={styles.head}>
      <strong role="status">{isReturning ? t('run.returning') : words}</strong>
      <ProgressBar
        label={t('run.label')}
        value={scan.received}
        total={Math.max(scan.aboutAtStart.visible, scan.received, 1)}
      />
      <Button
        variant="default"
        disabled={isReturning || pending}
        onClick={() => void run({ connectionId, scanId: scan.scanId })}
      >
        {pending ? t('run.stopping') : t('run.stop')}
      </Button>
    </header>
  )
}

function Headline({ scan }: { scan: ScanProgress }) {
  const { t } = useTranslation('scan')
  const { end = 'failed', isWhole, received, deleted, plan } = scan
  if (isWhole)
    return (
      <DoneLine>
        {plan.mode === 'drain'
          ? t('end.drained', { count: deleted })
          : t('end.whole', { count: received })}
      </DoneLine>
    )
  return <strong>{t(`end.${end}`)}</strong>
}

function Ended({ scan, connectionId, onHide }: ScanReportProps) {
  const { t } = useTranslation('scan')
  return (
    <header className={styles.head}>
      <div role="status" className={styles.headline}>
        <Headline scan={scan} />
      </div>
      <span className={styles.link}>
        {t('capture')}{' '}
        <CaptureLink
          connectionId={connectionId}
          capture={{ id: scan.captureId, name: scan.captureName }}
        />
      </span>
      <DismissButton label={t('run.hide')} onClick={onHide} />
    </header>
  )
}

function Troubles({ scan }: { scan: ScanProgress }) {
  const { t } = useTranslation('scan')
  const format = useFormat()
  const time = scan.hiddenUntilMs === undefined ? '' : format.dateTime(scan.hiddenUntilMs)
  const lines = troublesOf(scan)
  if (lines.length === 0 && !scan.isThrottled) return null
  return (
    <div className={styles.troubles}>
      {scan.isThrottled && <AttentionLine>{t('run.throttled')}</AttentionLine>}
      {lines.map(({ key, count }) => (
        <AttentionLine key={key}>{t(`trouble.${key}`, { count, time })}</AttentionLine>
      ))}
    </div>
  )
}

/** How a scan gets on, what it has seen of the queue so far, and what became of it. */
export function ScanReport(props: ScanReportProps) {
  const { scan } = props
  const { t } = useTranslation('scan')
  const wordError = useErrorWords()
  const { error } = scan
  const label = scan.plan.mode === 'drain' ? t('run.drainLabel') : t('run.label')
  return (
    <section className={styles.report} aria-label={label}>
      {scan.state === 'ended' ? <Ended {...props} /> : <Running {...props} />}
      <ScanCounts scan={scan} />
      <Troubles scan={scan} />
      {scan.state === 'ended' && error !== undefined && (
        <ErrorNotice compact={scan.end !== 'failed'} words={wordError(fromErrorValue(error))} />
      )}
    </section>
  )
}
