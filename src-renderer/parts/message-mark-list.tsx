import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
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
  'at-limit': IconAlertTriangle,
  stale: IconClock,
}
const attention: ReadonlySet<MessageMark> = new Set(['uncertain', 'returned', 'at-limit'])

interface MessageMarkListProps {
  message: SeenMessage
  lastLookAtMs: number | undefined
}

/** What a row says beside its numbers, each with an icon and words. */
export function MessageMarkList({ message, lastLookAtMs }: MessageMarkListProps) {
  const { t } = useTranslation('messages')
  const format = useFormat()
  return messageMarks(message, lastLookAtMs).map((mark) => {
    const Icon = icons[mark]
    return (
      <span key={mark} className={classNames(styles.mark, attention.has(mark) && styles.attention)}>
        <Icon size={13} aria-hidden />
        {t(`mark.${mark}`, { time: format.clock(message.lastSeenAtMs) })}
      </span>
    )
  })
}
