import { IconClock, IconEye, IconHandGrab, IconHourglass } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import { useNow } from '../lib/now.ts'
import { useFormat } from '../lib/use-format.ts'
import styles from './message-state.module.css'

/** Who can get a message now: `held` and `parked` are Weir's own doing. */
export interface MessageState {
  kind: 'held' | 'parked' | 'visible' | 'in-flight' | 'delayed'
  /** Until when, where that is known. */
  untilMs?: number | undefined
}

const icons = {
  held: IconHandGrab,
  parked: IconHourglass,
  visible: IconEye,
  'in-flight': IconHourglass,
  delayed: IconClock,
}

function wordState({ kind, untilMs }: MessageState, time: string, t: TFunction<'looks'>): string {
  if (kind === 'held' || kind === 'parked') return t(`state.${kind}`, { time })
  if (kind === 'visible') return t('state.visible')
  if (kind === 'in-flight') {
    return untilMs === undefined ? t('state.inFlight') : t('state.inFlightFor', { time })
  }
  return untilMs === undefined ? t('state.delayed') : t('state.delayedFor', { time })
}

/** Seconds only where they matter: a longer time is told in whole minutes, which also fit. */
function secondsLeft(untilMs: number | undefined, nowMs: number): number {
  const seconds = untilMs === undefined ? 0 : Math.max(0, Math.ceil((untilMs - nowMs) / 1000))
  return seconds < 120 ? seconds : Math.ceil(seconds / 60) * 60
}

/** The state in words, with the time that is left. */
export function MessageStateCell({ state }: { state: MessageState }) {
  const { t } = useTranslation('looks')
  const format = useFormat()
  const leftSeconds = useNow((nowMs) => secondsLeft(state.untilMs, nowMs))
  const Icon = icons[state.kind]
  const title = state.untilMs === undefined ? undefined : format.dateTime(state.untilMs)
  return (
    <span className={styles.state} data-kind={state.kind} title={title}>
      <Icon size={13} aria-hidden />
      {wordState(state, format.duration(leftSeconds), t)}
    </span>
  )
}
