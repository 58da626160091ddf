import { useTranslation } from 'react-i18next'
import type { ScanProgress } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import styles from './scan.module.css'

type CountKey =
  | 'received'
  | 'about'
  | 'captured'
  | 'duplicates'
  | 'slid'
  | 'held'
  | 'returned'
  | 'deleted'
  | 'elsewhere'
  | 'delayed'
  | 'without'
  | 'calls'
  | 'rate'

interface Figure {
  key: CountKey
  value: number
  /** What is nothing and means nothing is left out. */
  isShown?: boolean
}

function figuresOf(scan: ScanProgress): Figure[] {
  const { aboutAtStart, plan } = scan
  const isScan = plan.mode === 'scan'
  const isRunning = scan.state === 'running'
  return [
    { key: 'received', value: scan.received },
    { key: 'about', value: aboutAtStart.visible },
    { key: 'captured', value: scan.captured },
    { key: 'deleted', value: scan.deleted, isShown: !isScan },
    { key: 'held', value: scan.held, isShown: scan.state !== 'ended' },
    { key: 'returned', value: scan.returned, isShown: scan.state !== 'running' && isScan },
    { key: 'duplicates', value: scan.duplicates },
    { key: 'slid', value: scan.slid, isShown: scan.slid > 0 },
    { key: 'elsewhere', value: aboutAtStart.inFlight, isShown: isRunning },
    { key: 'delayed', value: aboutAtStart.delayed, isShown: isRunning },
    { key: 'without', value: scan.emptyReceives, isShown: scan.emptyReceives > 0 },
    { key: 'calls', value: scan.calls },
    { key: 'rate', value: Math.round(scan.perSecond) },
  ]
}

/** The numbers of a scan, each in its place while it runs and afterwards. */
export function ScanCounts({ scan }: { scan: ScanProgress }) {
  const { t } = useTranslation('scan')
  const format = useFormat()
  return (
    <dl className={styles.counts}>
      {figuresOf(scan)
        .filter(({ isShown = true }) => isShown)
        .map(({ key, value }) => (
          <div key={key} className={styles.figure}>
            <dt>{t(`count.${key}`)}</dt>
            <dd>{format.number(value)}</dd>
          </div>
        ))}
      <div className={styles.figure}>
        <dt>{t('count.time')}</dt>
        <dd>{format.duration(Math.round((scan.atMs - scan.startedAtMs) / 1000))}</dd>
      </div>
    </dl>
  )
}
