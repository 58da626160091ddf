import { useEffect, useState } from 'react'
import { Menu } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconSend } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SendProgress } from '#contract'
import { useFeed } from '../api/use-feed.ts'
import { classNames } from '../lib/class-names.ts'
import { useNow } from '../lib/now.ts'
import { useAfter } from '../lib/use-after.ts'
import { isUnderWay, isWhole, isWorthTelling, noteSend } from './noted-sends.ts'
import styles from './send-status.module.css'
import barStyles from './status-bar.module.css'

/** No send is older than the window is slow; the first rows come first. */
const openAfterMs = 1_000

/** Of the queue, topic or stream it goes to. */
function nameOf({ queueUrl, topicArn, streamArn }: SendProgress): string {
  return (queueUrl ?? streamArn)?.split('/').at(-1) ?? topicArn?.split(':').at(-1) ?? ''
}

/** As the address of a page names it. */
function placeOf({ queueUrl, topicArn, streamArn }: SendProgress): string | undefined {
  return queueUrl ?? topicArn ?? streamArn
}

function useSendWords(): (progress: SendProgress) => string {
  const { t } = useTranslation('send')
  return (progress) => {
    const { state, sent, unsent, total } = progress
    const queue = nameOf(progress)
    if (state === 'cancelling') return t('status.cancelling', { queue })
    if (state === 'running') return t('status.running', { queue, done: total - unsent, total })
    if (isWhole(progress)) return t('status.done', { queue, count: sent })
    return t('status.partly', { queue, sent, total })
  }
}

function Mark({ progress }: { progress: SendProgress }) {
  if (isUnderWay(progress)) return <IconSend size={14} stroke={1.5} aria-hidden />
  if (isWhole(progress)) return <IconCheck size={14} stroke={1.5} aria-hidden />
  return <IconAlertTriangle size={14} stroke={1.5} aria-hidden />
}

function lookOf(sends: readonly SendProgress[]): 'running' | 'done' | 'trouble' {
  if (sends.some((each) => !isUnderWay(each) && !isWhole(each))) return 'trouble'
  return sends.some(isUnderWay) ? 'running' : 'done'
}

function Bar({ sends }: { sends: readonly SendProgress[] }) {
  const total = sends.reduce((sum, each) => sum + each.total, 0)
  const done = sends.reduce((sum, each) => sum + each.total - each.unsent, 0)
  const percent = `${String((done / Math.max(1, total)) * 100)}%`
  return <span className={styles.bar} style={{ '--done': percent }} aria-hidden />
}

/** Those that are worth telling of; what is shown on its own page is seen there. */
function useToldSends(connectionId: string): readonly SendProgress[] {
  const [sends, setSends] = useState<readonly SendProgress[]>([])
  const isOpen = useAfter(openAfterMs)
  const { url, arn, tab } = useSearch({ strict: false })
  const nowMs = useNow()
  useFeed('sends.watch', isOpen ? { connectionId } : undefined, {
    onItem: (item) => {
      setSends(item.sends)
    },
  })
  const shown = tab === 'send' ? url : tab === 'publish' || tab === 'put' ? arn : undefined
  useEffect(() => {
    const seen = sends.filter((each) => placeOf(each) === shown && !isUnderWay(each))
    seen.forEach(noteSend)
  }, [sends, shown])
  return sends.filter((each) => placeOf(each) !== shown && isWorthTelling(each, nowMs))
}

/** Goes to where a send was begun. */
function useOpenSend(connectionId: string): (progress: SendProgress) => void {
  const navigate = useNavigate()
  return (progress) => {
    const { queueUrl, topicArn, streamArn } = progress
    const name = nameOf(progress)
    if (queueUrl !== undefined)
      void navigate({
        to: '/c/$connectionId/queues/$queueName',
        params: { connectionId, queueName: name },
        search: { url: queueUrl, tab: 'send' },
      })
    else if (topicArn !== undefined)
      void navigate({
        to: '/c/$connectionId/topics/$topicName',
        params: { connectionId, topicName: name },
        search: { arn: topicArn, tab: 'publish' },
      })
    else if (streamArn !== undefined)
      void navigate({
        to: '/c/$connectionId/streams/$streamName',
        params: { connectionId, streamName: name },
        search: { arn: streamArn, tab: 'put' },
      })
  }
}

/** The sends of this connection that run or have ended, on whatever page; a click goes to where they were begun. */
export function SendStatus({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation('send')
  const sends = useToldSends(connectionId)
  const wordSend = useSendWords()
  const open = useOpenSend(connectionId)
  const [first] = sends
  if (first === undefined) return null
  const isOne = sends.length === 1
  const button = (
    <button
      type="button"
      className={classNames(barStyles.button, styles.button)}
      data-look={lookOf(sends)}
      title={t('status.hint')}
      onClick={() => {
        if (isOne) open(first)
      }}
    >
      <Mark progress={sends.find((each) => !isUnderWay(each)) ?? first} />
      <span role="status" className={styles.words}>
        {isOne ? wordSend(first) : t('status.many', { count: sends.length })}
      </span>
      {sends.some(isUnderWay) && <Bar sends={sends.filter(isUnderWay)} />}
    </button>
  )
  if (isOne) return button
  return (
    <Menu position="top-start">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {sends.map((each) => (
          <Menu.Item
            key={each.sendId}
            leftSection={<Mark progress={each} />}
            onClick={() => {
              open(each)
            }}
          >
            {wordSend(each)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
