import type { ReactNode } from 'react'
import { Tabs } from '@mantine/core'
import { IconWaveSine } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { streamArnSchema } from '#contract'
import type { Connection, StreamArn } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { ChangeOutcome } from '../../parts/change-outcome.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ManageTab } from './manage/manage-tab.tsx'
import { StreamMenu, useRemoveStream } from './manage/stream-menu.tsx'
import { TagsTab } from './manage/tags-tab.tsx'
import { useSettled } from './manage/use-settled.ts'
import { PutTab } from './put/put-tab.tsx'
import { ShardsTab } from './shards/shards-tab.tsx'
import { streamNameOf } from './stream-facts.ts'
import type { StreamFacts } from './stream-facts.ts'
import { StreamHeader } from './stream-header.tsx'
import styles from '../../parts/resource-page.module.css'
import { findStreamTab, streamTabs } from './stream-tabs.ts'
import type { StreamTab } from './stream-tabs.ts'
import { TimelineTab } from './timeline/timeline-tab.tsx'

interface TabProps {
  tab: StreamTab
  onTab: (tab: StreamTab) => void
}

interface StreamPageProps extends TabProps {
  connectionId: string
  streamArn: string
  onBack: () => void
}

interface StreamScreenProps extends TabProps {
  connection: Connection
  streamArn: StreamArn
  onBack: () => void
}

/** Until a stream that is made or changed is active again. */
const SETTLE_MS = 2_000

/** The parts of the page; which one is shown is in the address. */
function Parts({ facts, tab, onTab }: TabProps & { facts: StreamFacts }) {
  const { t } = useTranslation('streams')
  const panels: Record<StreamTab, ReactNode> = {
    timeline: <TimelineTab facts={facts} />,
    shards: <ShardsTab facts={facts} />,
    manage: <ManageTab facts={facts} />,
    tags: <TagsTab facts={facts} />,
    put: <PutTab facts={facts} onShow={() => onTab('timeline')} />,
  }
  const pick = (value: string | null): void => {
    const picked = findStreamTab(value)
    if (picked !== undefined) onTab(picked)
  }
  return (
    <Tabs value={tab} onChange={pick} keepMounted={false} className={styles.tabs}>
      <Tabs.List className={styles.list} aria-label={t('page.tabs')}>
        {streamTabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`page.tab.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {streamTabs.map((name) => (
        <Tabs.Panel key={name} value={name} className={styles.panel}>
          {panels[name]}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function StreamGone({ facts, onBack }: { facts: StreamFacts; onBack: () => void }) {
  const { t } = useTranslation('streams')
  return (
    <EmptyState
      icon={<IconWaveSine />}
      title={t('page.gone.title')}
      body={t('page.gone.body', { name: facts.name })}
      action={{ label: t('page.gone.action'), onClick: onBack }}
    />
  )
}

function StreamScreen({ connection, streamArn, tab, onTab, onBack }: StreamScreenProps) {
  const wordError = useErrorWords()
  const described = useQuery({
    ...read('streams.describe', { connectionId: connection.id, streamArn }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.data.status !== 'ACTIVE' ? SETTLE_MS : false,
  })
  const isGone = described.error?.code === 'not-found'
  const name = streamNameOf(streamArn)
  const facts = { connection, streamArn, name, detail: described.data, isGone }
  const removal = useRemoveStream(facts)
  useSettled(facts)
  return (
    <div className={styles.page}>
      <StreamHeader
        facts={facts}
        menu={isGone ? undefined : <StreamMenu facts={facts} removal={removal} />}
      />
      <ChangeOutcome
        outcome={removal.outcome}
        onReread={() => void removal.reread()}
        onDismiss={removal.dismiss}
      />
      {described.error !== null && !isGone && (
        <ErrorNotice
          compact
          words={wordError(described.error)}
          onRetry={() => void described.refetch()}
        />
      )}
      {/* What was read before the stream was deleted is still there to be looked at. */}
      {isGone && tab !== 'timeline' ? (
        <StreamGone facts={facts} onBack={onBack} />
      ) : (
        <Parts facts={facts} tab={tab} onTab={onTab} />
      )}
    </div>
  )
}

/** One stream: what passes through it, shard by shard. */
export function StreamPage({ connectionId, streamArn, tab, onTab, onBack }: StreamPageProps) {
  const { data } = useQuery(read('connections.list', {}))
  const connection = data?.connections.find(({ id }) => id === connectionId)
  const arn = streamArnSchema.safeParse(streamArn)
  if (connection === undefined || !arn.success) return <SkeletonRows count={8} />
  return (
    <StreamScreen
      key={`${connection.id} ${streamArn}`}
      connection={connection}
      streamArn={arn.data}
      tab={tab}
      onTab={onTab}
      onBack={onBack}
    />
  )
}
