import { useTranslation } from 'react-i18next'
import type { MessageId } from '#contract'
import type { Seen } from '../../parts/seen-messages.ts'

interface LookReportProps {
  seen: Seen
  inFlight: number
  /** The message sent from here last: the report says whether it came back. */
  sentId: MessageId | undefined
}

function useReceived({ seen, inFlight }: LookReportProps): string {
  const { t } = useTranslation('messages')
  const { lastLook } = seen
  if (lastLook === undefined) return ''
  if (lastLook.received === 0) {
    return inFlight > 0
      ? t('look.receivedNoneInFlight', { count: inFlight })
      : t('look.receivedNone')
  }
  const received = t('look.received', { count: lastLook.received, max: lastLook.max })
  const isFirst = lastLook.added === seen.messages.length
  if (isFirst) return received
  const added =
    lastLook.added === 0 ? t('look.allKnown') : t('look.added', { count: lastLook.added })
  return `${received} ${added}`
}

function useSentWords({ seen, sentId }: LookReportProps): string {
  const { t } = useTranslation('messages')
  if (sentId === undefined || seen.lastLook === undefined) return ''
  const isThere = seen.messages.some(({ messageId }) => messageId === sentId)
  return isThere ? t('send.foundIt') : t('send.notFound')
}

/** What the last look did, in one or two sentences. */
export function LookReport(props: LookReportProps) {
  const received = useReceived(props)
  const sent = useSentWords(props)
  const { t } = useTranslation('messages')
  const unreadable = props.seen.lastLook?.unreadable ?? 0
  return (
    <span role="status">
      {received} {unreadable > 0 && t('look.unreadable', { count: unreadable })} {sent}
    </span>
  )
}
