import { useState } from 'react'
import type { ReactNode } from 'react'
import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection, Queue, QueueDetail, QueueUrl } from '#contract'
import { queueUrlSchema } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { useStore } from '../../lib/store.ts'
import { ChangeOutcome } from '../../parts/change-outcome.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AttributesTab } from './attributes-tab.tsx'
import { DeadLettersTab } from './change/dead-letters-tab.tsx'
import { PolicyTab } from './change/policy-tab.tsx'
import { QueueRemoval } from './change/queue-removal.tsx'
import { TagsTab } from './change/tags-tab.tsx'
import { useRemoveQueue } from './change/use-remove-queue.ts'
import { MessagesTab } from './messages-tab.tsx'
import { nameOfArn, queueFacts } from './queue-facts.ts'
import { QueueGone } from './queue-gone.tsx'
import { QueueHeader } from './queue-header.tsx'
import { recallQueue } from './queue-memory.ts'
import type { QueueMemory } from './queue-memory.ts'
import styles from '../../parts/resource-page.module.css'
import { findQueueTab, queueTabs } from './queue-tabs.ts'
import type { QueueTab } from './queue-tabs.ts'
import { RedriveTab } from './redrive/redrive-tab.tsx'
import { ScanTab } from './scan/scan-tab.tsx'
import { isUnderWay, useScans } from './scan/use-scans.ts'
import { SendTab } from './send-tab.tsx'
import { useHeld } from './use-held.ts'
import { useLiveDepths } from './use-live-depths.ts'

interface TabProps {
  tab: QueueTab
  onTab: (tab: QueueTab) => void
}

interface QueuePageProps extends TabProps {
  connectionId: string
  queueUrl: string
}

interface QueueScreenProps extends TabProps {
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

function useQueue({ connection, queueUrl }: Pick<QueueScreenProps, 'connection' | 'queueUrl'>) {
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

interface PartsProps extends TabProps {
  queue: ReturnType<typeof useQueue>
  memory: QueueMemory
}

/** On whatever part of the page one is: a scan goes on. */
function ScanMark() {
  const { t } = useTranslation('scan')
  return (
    <span role="img" aria-label={t('run.tab')} title={t('run.tab')}>
      {' ●'}
    </span>
  )
}

/** The parts of the page; which one is shown is in the address. */
function Parts({ queue, memory, tab, onTab }: PartsProps) {
  const { t } = useTranslation('messages')
  const { facts, live } = queue
  const visible = useStore(live, ({ depths }) => depths.get(facts.queueUrl)?.visible)
  const isScanning = useStore(memory.scans, ([newest]) => isUnderWay(newest))
  const panels: Record<QueueTab, ReactNode> = {
    messages: <MessagesTab facts={facts} memory={memory} live={live} />,
    scan: <ScanTab facts={facts} memory={memory} visible={visible} />,
    send: <SendTab facts={facts} memory={memory} onLookForIt={() => onTab('messages')} />,
    redrive: <RedriveTab facts={facts} />,
    attributes: <AttributesTab facts={facts} />,
    policy: <PolicyTab facts={facts} />,
    tags: <TagsTab facts={facts} />,
    'dead-letters': <DeadLettersTab facts={facts} />,
  }
  const pick = (value: string | null): void => {
    const picked = findQueueTab(value)
    if (picked !== undefined) onTab(picked)
  }
  return (
    <Tabs value={tab} onChange={pick} keepMounted={false} className={styles.tabs}>
      <Tabs.List className={styles.list} aria-label={t('tab.label')}>
        {queueTabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`tab.${name}`)}
            {name === 'scan' && isScanning && <ScanMark />}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {queueTabs.map((name) => (
        <Tabs.Panel key={name} value={name} className={styles.panel}>
          {panels[name]}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function QueueScreen(props: QueueScreenProps) {
  const { connection, queueUrl, tab, onTab } = props
  const wordError = useErrorWords()
  const queue = useQueue(props)
  const { described, facts, live, feed, deadLetterUrl } = queue
  const remove = useRemoveQueue(facts)
  const [memory] = useState(() => recallQueue(connection.id, queueUrl))
  useHeld(connection, queueUrl, memory)
  useScans(connection, queueUrl, memory)
  return (
    <div className={styles.page}>
      <QueueHeader
        facts={facts}
        memory={memory}
        live={live}
        feed={feed}
        deadLetterUrl={deadLetterUrl}
        menu={<QueueRemoval facts={facts} memory={memory} remove={remove} />}
      />
      <ChangeOutcome
        outcome={remove.outcome}
        onReread={() => void remove.reread()}
        onDismiss={remove.dismiss}
      />
      {facts.isGone && <QueueGone facts={facts} />}
      {described.error !== null && !facts.isGone && (
        <ErrorNotice
          compact={described.data !== undefined}
          words={wordError(described.error)}
          onRetry={() => void described.refetch()}
        />
      )}
      <Parts queue={queue} memory={memory} tab={tab} onTab={onTab} />
    </div>
  )
}

/** One queue: what is in it, what a look costs, and sending to it. */
export function QueuePage({ connectionId, queueUrl, tab, onTab }: QueuePageProps) {
  const { data } = useQuery(read('connections.list', {}))
  const connection = data?.connections.find(({ id }) => id === connectionId)
  const url = queueUrlSchema.safeParse(queueUrl)
  if (connection === undefined || !url.success) return <SkeletonRows count={8} />
  return (
    <QueueScreen
      key={`${connection.id} ${queueUrl}`}
      connection={connection}
      queueUrl={url.data}
      tab={tab}
      onTab={onTab}
    />
  )
}
