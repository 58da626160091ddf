import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconFileBroken,
  IconHelpCircle,
  IconRotate2,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { classNames } from '../lib/class-names.ts'
import { useFormat } from '../lib/use-format.ts'
import { messageMarks } from './message-marks.ts'
import type { MessageMark } from './message-marks.ts'
import styles from './message-mark-list.module.css'
import type { SeenMessage } from './seen-messages.ts'

const icons: Readonly<Record<MessageMark, typeof IconCheck>> = {
  deleted: IconCheck,
  uncertain: IconHelpCircle,
  returned: IconRotate2,
  damaged: IconFileBroken,
  'at-limit': IconAlertTriangle,
  stale: IconClock,
}
const attention: ReadonlySet<MessageMark> = new Set([
  'uncertain',
  'returned',
  'damaged',
  'at-limit',
])

interface MessageMarkListProps {
  message: SeenMessage
  lastLookAtMs: number | undefined
}

function useMarkWords(
  message: SeenMessage,
): (mark: MessageMark) => { long: string; short: string } {
  const { t } = useTranslation('messages')
  const time = useFormat().clock(message.lastSeenAtMs)
  return (mark) => {
    const long = t(`mark.${mark}`, { time })
    if (mark !== 'damaged' && mark !== 'at-limit' && mark !== 'stale') return { long, short: long }
    return { long, short: t(`mark.${mark}-short`, { time }) }
  }
}

/** What a row says beside its numbers, each with an icon and words; fewer words in a narrow table. */
export function MessageMarkList({ message, lastLookAtMs }: MessageMarkListProps) {
  const words = useMarkWords(message)
  return messageMarks(message, lastLookAtMs).map((mark) => {
    const Icon = icons[mark]
    const { long, short } = words(mark)
    return (
      <span
        key={mark}
        title={long}
        className={classNames(styles.mark, attention.has(mark) && styles.attention)}
      >
        <Icon size={13} aria-hidden />
        <span className={styles.long}>{long}</span>
        <span className={styles.short} aria-hidden>
          {short}
        </span>
      </span>
    )
  })
}
