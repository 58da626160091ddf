import { useState } from 'react'
import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection, Queue, QueueDetail, QueueUrl } from '#contract'
import { queueUrlSchema } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { useStore } from '../../lib/store.ts'
import { useKept } from './use-kept.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AttributesTab } from './attributes-tab.tsx'
import { MessagesTab } from './messages-tab.tsx'
import { nameOfArn, queueFacts } from './queue-facts.ts'
import { QueueGone } from './queue-gone.tsx'
import { QueueHeader } from './queue-header.tsx'
import { recallQueue } from './queue-memory.ts'
import type { QueueTab } from './queue-memory.ts'
import styles from './queue-page.module.css'
import { SendTab } from './send-tab.tsx'
import { useHeld } from './use-held.ts'
import { useLiveDepths } from './use-live-depths.ts'

const tabs: readonly QueueTab[] = ['messages', 'send', 'attributes']

interface QueuePageProps {
  connectionId: string
  queueUrl: string
}

interface QueueScreenProps {
  connection: Connection
  queueUrl: QueueUrl
}

/** A dead-letter queue lives in the same account and region, so the list knows its URL. */
function findDeadLetterUrl(
  detail: QueueDetail | undefined,
  queues: readonly Queue[] | undefined,
): QueueUrl | undefined {
  const arn = detail?.redrive?.deadLetterArn
  if (arn === undefined) return undefined
  return queues?.find(({ name }) => name === nameOfArn(arn))?.queueUrl
}

function useQueue({ connection, queueUrl }: QueueScreenProps) {
  const described = useQuery(read('queues.describe', { connectionId: connection.id, queueUrl }))
  const list = useQuery(read('queues.list', { connectionId: connection.id }))
  const detail = described.data
  const deadLetterUrl = findDeadLetterUrl(detail, list.data?.queues)
  const { live, feed } = useLiveDepths(connection, queueUrl, deadLetterUrl)
  const wasMissed = useStore(live, ({ gone }) => gone.has(queueUrl))
  const isGone = wasMissed || described.error?.code === 'not-found'
  const facts = queueFacts({ connection, queueUrl, detail, isGone })
  return { described, facts, deadLetterUrl, live, feed }
}

function QueueScreen(props: QueueScreenProps) {
  const { connection, queueUrl } = props
  const { t } = useTranslation('messages')
  const wordError = useErrorWords()
  const queue = useQueue(props)
  const { described, facts, live, feed, deadLetterUrl } = queue
  const [memory] = useState(() => recallQueue(connection.id, queueUrl))
  useHeld(connection, queueUrl, memory)
  const tab = useKept(memory.tab)
  const pick = (value: string | null): void => {
    const picked = tabs.find((each) => each === value)
    if (picked !== undefined) memory.tab.set(picked)
  }
  return (
    <div className={styles.page}>
      <QueueHeader
        facts={facts}
        memory={memory}
        live={live}
        feed={feed}
        deadLetterUrl={deadLetterUrl}
      />
      {facts.isGone && <QueueGone facts={facts} />}
      {described.error !== null && !facts.isGone && (
        <ErrorNotice
          compact={described.data !== undefined}
          words={wordError(described.error)}
          onRetry={() => void described.refetch()}
        />
      )}
      <Tabs value={tab} onChange={pick} keepMounted={false} className={styles.tabs}>
        <Tabs.List className={styles.list} aria-label={t('tab.label')}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="messages" className={styles.panel}>
          <MessagesTab facts={facts} memory={memory} live={live} />
        </Tabs.Panel>
        <Tabs.Panel value="send" className={styles.panel}>
          <SendTab facts={facts} memory={memory} />
        </Tabs.Panel>
        <Tabs.Panel value="attributes" className={styles.panel}>
          {facts.detail === undefined ? (
            <SkeletonRows count={12} />
          ) : (
            <AttributesTab detail={facts.detail} />
          )}
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

/** One queue: what is in it, what a look costs, and sending to it. */
export function QueuePage({ connectionId, queueUrl }: QueuePageProps) {
  const { data } = useQuery(read('connections.list', {}))
  const connection = data?.connections.find(({ id }) => id === connectionId)
  const url = queueUrlSchema.safeParse(queueUrl)
  if (connection === undefined || !url.success) return <SkeletonRows count={8} />
  return (
    <QueueScreen key={`${connection.id} ${queueUrl}`} connection={connection} queueUrl={url.data} />
  )
}
