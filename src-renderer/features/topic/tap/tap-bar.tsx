import { Button } from '@mantine/core'
import { IconFlask, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Tap, TapMessage } from '#contract'
import { useNow } from '../../../lib/now.ts'
import { usePageActions } from '../../../lib/page-actions.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { useEndTap } from '../../../parts/use-end-tap.ts'
import { MiddleTruncate } from '../../../ui/middle-truncate.tsx'
import styles from './tap.module.css'
import { ratePerMinute } from './use-tap-messages.ts'
import { useTryInLab } from './use-try-in-lab.ts'

interface TapBarProps {
  tap: Tap
  messages: readonly TapMessage[]
  isPaused: boolean
  onPause: (isPaused: boolean) => void
  /** Shows the topic's filter lab. */
  onLab: () => void
}

function Counts({ tap, messages }: Pick<TapBarProps, 'tap' | 'messages'>) {
  const { t } = useTranslation('tap')
  const format = useFormat()
  const rate = useNow((nowMs) => ratePerMinute(messages, nowMs))
  const n = format.number(tap.received)
  return (
    <>
      <span role="status">{t('live.received', { count: tap.received, n })}</span>
      {tap.letGo > 0 && <span>{t('live.letGo', { n: format.number(tap.letGo) })}</span>}
      {tap.state === 'live' && <span>{t('live.rate', { n: format.number(rate) })}</span>}
    </>
  )
}

function LiveActions({ tap, isPaused, onPause }: Omit<TapBarProps, 'messages' | 'onLab'>) {
  const { t } = useTranslation('tap')
  const { stop, pending } = useEndTap(tap)
  const pauseWords = t(isPaused ? 'live.resume' : 'live.pause')
  const toggle = (): void => {
    onPause(!isPaused)
  }
  const end = (): void => void stop()
  usePageActions([
    { label: pauseWords, keys: 'p', run: toggle },
    { label: t('live.stop'), keys: 'x', run: end },
  ])
  const isEnding = pending || tap.state === 'stopping'
  return (
    <div className={styles.actions}>
      <Button
        variant="default"
        aria-keyshortcuts="p"
        disabled={isEnding}
        leftSection={
          isPaused ? (
            <IconPlayerPlay size={14} aria-hidden />
          ) : (
            <IconPlayerPause size={14} aria-hidden />
          )
        }
        onClick={toggle}
      >
        {pauseWords}
      </Button>
      <Button variant="default" aria-keyshortcuts="x" loading={isEnding} onClick={end}>
        {t('live.stop')}
      </Button>
    </div>
  )
}

function Again({ tap }: { tap: Tap }) {
  const { t } = useTranslation('tap')
  const { dismiss, pending } = useEndTap(tap)
  return (
    <div className={styles.actions}>
      <Button variant="default" loading={pending} onClick={() => void dismiss()}>
        {t('live.again')}
      </Button>
    </div>
  )
}

/** What came, tried on the filters of every subscription. */
function TryInLab({ tap, messages, onLab }: Pick<TapBarProps, 'tap' | 'messages' | 'onLab'>) {
  const { t } = useTranslation('tap')
  const { run, pending } = useTryInLab(tap, onLab)
  if (messages.length === 0) return null
  return (
    <Button
      variant="subtle"
      title={t('live.tryHint')}
      loading={pending}
      leftSection={<IconFlask size={14} aria-hidden />}
      onClick={() => void run(messages)}
    >
      {t('live.try')}
    </Button>
  )
}

/** How the tap stands, what it brought, and what can be done with it. */
export function TapBar(props: TapBarProps) {
  const { tap } = props
  const { t } = useTranslation('tap')
  const format = useFormat()
  const isLive = tap.state === 'live' || tap.state === 'stopping'
  return (
    <div className={styles.bar}>
      <span className={styles.state}>
        <span className={styles.dot} data-state={tap.state} aria-hidden />
        {t(`live.state.${tap.state}`)}
      </span>
      <Counts tap={tap} messages={props.messages} />
      {isLive && <span>{t('live.ends', { time: format.clock(tap.endsAtMs).slice(0, 5) })}</span>}
      <span className={styles.queue}>
        <MiddleTruncate mono text={tap.queueName} />
      </span>
      <TryInLab tap={tap} messages={props.messages} onLab={props.onLab} />
      {isLive ? <LiveActions {...props} /> : <Again tap={tap} />}
    </div>
  )
}
