import { useState } from 'react'
import {
  IconActivity,
  IconAlertTriangle,
  IconFlask,
  IconHourglass,
  IconPlayerPause,
  IconPlugOff,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { FeedItem, PollStatus } from '#contract'
import { pollActivity } from '../api/poll-activity.ts'
import { read } from '../api/read.ts'
import { useFeed } from '../api/use-feed.ts'
import type { Feed } from '../api/use-feed.ts'
import { fromErrorValue } from '../api/weir-error.ts'
import { SandboxStatus } from '../features/sandbox/sandbox-status.tsx'
import { createStore, useStore } from '../lib/store.ts'
import { useErrorWords } from '../api/error-words.ts'
import { useNow } from '../lib/now.ts'
import { useFormat } from '../lib/use-format.ts'
import { HeldStatus } from './held-status.tsx'
import { SendStatus } from './send-status.tsx'
import { TapStatus } from './tap-status.tsx'
import { StatusPreferences } from './status-preferences.tsx'
import styles from './status-bar.module.css'

type Activity = FeedItem<'connections.watch'>

function LastError({ error }: { error: NonNullable<Activity['lastError']> }) {
  const { t } = useTranslation('shell')
  const words = useErrorWords()(fromErrorValue(error.error))
  const ago = useFormat().ago(useNow() - error.atMs)
  return (
    <span className={styles.attention} title={`${words.sentence} ${words.remedy}`}>
      <IconAlertTriangle size={14} stroke={1.5} aria-hidden="true" />
      {t('status.lastError', { action: error.action, ago, title: words.title })}
    </span>
  )
}

const icons = {
  reading: IconActivity,
  idle: IconPlayerPause,
  paused: IconPlayerPause,
  slowed: IconHourglass,
  failed: IconPlugOff,
}

function pollingState(feed: Feed['state'], poll: PollStatus | undefined): keyof typeof icons {
  if (feed !== 'live') return feed
  if (poll === undefined) return 'idle'
  if (poll.state === 'backing-off') return 'slowed'
  return poll.state === 'paused' ? 'paused' : 'reading'
}

/** Whether numbers are being read at all, and why not. */
function Polling({ feed }: { feed: Feed['state'] }) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const poll = useStore(pollActivity)
  const nowMs = useNow()
  const state = pollingState(feed, poll)
  const StateIcon = icons[state]
  const untilMs = poll !== undefined && 'untilMs' in poll ? poll.untilMs : nowMs
  const wait = format.duration(Math.max(0, (untilMs - nowMs) / 1000))
  return (
    <span className={state === 'slowed' || state === 'failed' ? styles.attention : styles.item}>
      <StateIcon size={14} stroke={1.5} aria-hidden="true" />
      {t(`status.${state}`, { wait })}
    </span>
  )
}

/** What a month would cost if the last minute went on, by the price table of the settings. */
function Cost({ pace }: { pace: NonNullable<Activity['pace']> }) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const requests = format.number(Math.round(pace.requestsPerMonth))
  return (
    <span className={styles.item} title={t('status.costHint', { requests })}>
      {t('status.cost', { usd: format.usd(pace.usdPerMonth) })}
    </span>
  )
}

function TestRuntime() {
  const { t } = useTranslation('shell')
  const { data } = useQuery(read('app.info', {}))
  if (data?.runtimeKind !== 'test-runtime') return null
  return (
    <span className={styles.attention} title={t('status.testRuntimeHint')}>
      <IconFlask size={14} stroke={1.5} aria-hidden="true" />
      {t('status.testRuntime', { version: data.runtime.electron })}
    </span>
  )
}

/** What Weir is doing to the connection right now, in one line. */
export function StatusBar({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const [activity] = useState(() => createStore<Activity | undefined>(undefined))
  const { state } = useFeed('connections.watch', { connectionId }, { onItem: activity.set })
  const calls = useStore(activity, (item) => item?.callsLastMinute)
  const pace = useStore(activity, (item) => item?.pace)
  const lastError = useStore(activity, (item) => item?.lastError)
  return (
    <footer aria-label={t('status.label')} className={styles.bar}>
      <span
        className={styles.item}
        title={calls === undefined ? t('status.callsUnknown') : undefined}
      >
        {t('status.calls', { n: calls === undefined ? '–' : format.number(calls) })}
      </span>
      {pace !== undefined && <Cost pace={pace} />}
      <Polling feed={state} />
      <HeldStatus />
      <TapStatus />
      <SendStatus connectionId={connectionId} />
      {lastError !== undefined && <LastError error={lastError} />}
      <span className={styles.gap} />
      <TestRuntime />
      {connectionId === 'sandbox' && <SandboxStatus />}
      <StatusPreferences />
    </footer>
  )
}
