import type { ReactNode } from 'react'
import { Tabs } from '@mantine/core'
import { IconBroadcastOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { topicArnSchema } from '#contract'
import type { Connection, TopicArn } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { ChangeOutcome } from '../../parts/change-outcome.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { FilterLabTab } from './filters/filter-lab-tab.tsx'
import { putIntoLab } from './filters/open-in-lab.ts'
import type { OpenInLab } from './filters/open-in-lab.ts'
import { AttributesTab } from './manage/attributes-tab.tsx'
import { PolicyTab } from './manage/policy-tab.tsx'
import { TagsTab } from './manage/tags-tab.tsx'
import { PublishTab } from './publish/publish-tab.tsx'
import { SubscriptionsTab } from './subscriptions/subscriptions-tab.tsx'
import { TapTab } from './tap/tap-tab.tsx'
import { TraceTab } from './trace/trace-tab.tsx'
import { TopicMenu } from './change/topic-menu.tsx'
import { useRemoveTopic } from './change/use-remove-topic.ts'
import { topicFacts } from './topic-facts.ts'
import type { TopicFacts } from './topic-facts.ts'
import { TopicHeader } from './topic-header.tsx'
import styles from '../../parts/resource-page.module.css'
import { findTopicTab, topicTabs } from './topic-tabs.ts'
import type { TopicTab } from './topic-tabs.ts'

interface TabProps {
  tab: TopicTab
  onTab: (tab: TopicTab) => void
}

interface TopicPageProps extends TabProps {
  connectionId: string
  topicArn: string
  onBack: () => void
}

interface TopicScreenProps extends TabProps {
  connection: Connection
  topicArn: TopicArn
  onBack: () => void
}

/** The parts of the page; which one is shown is in the address. */
function Parts({ facts, tab, onTab }: TabProps & { facts: TopicFacts }) {
  const { t } = useTranslation('topics')
  const openInLab: OpenInLab = (filter) => {
    putIntoLab(facts, filter)
    onTab('filters')
  }
  const panels: Record<TopicTab, ReactNode> = {
    subscriptions: <SubscriptionsTab facts={facts} onTry={openInLab} />,
    tap: (
      <TapTab
        facts={facts}
        onLab={() => {
          onTab('filters')
        }}
      />
    ),
    filters: <FilterLabTab facts={facts} />,
    publish: <PublishTab facts={facts} onTry={openInLab} />,
    trace: <TraceTab facts={facts} />,
    attributes: <AttributesTab facts={facts} />,
    policy: <PolicyTab facts={facts} />,
    tags: <TagsTab facts={facts} />,
  }
  const pick = (value: string | null): void => {
    const picked = findTopicTab(value)
    if (picked !== undefined) onTab(picked)
  }
  return (
    <Tabs value={tab} onChange={pick} keepMounted={false} className={styles.tabs}>
      <Tabs.List className={styles.list} aria-label={t('page.tabs')}>
        {topicTabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`page.tab.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {topicTabs.map((name) => (
        <Tabs.Panel key={name} value={name} className={styles.panel}>
          {panels[name]}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function TopicGone({ facts, onBack }: { facts: TopicFacts; onBack: () => void }) {
  const { t } = useTranslation('topics')
  return (
    <EmptyState
      icon={<IconBroadcastOff />}
      title={t('page.gone.title')}
      body={t('page.gone.body', { name: facts.name })}
      action={{ label: t('page.gone.action'), onClick: onBack }}
    />
  )
}

function TopicScreen({ connection, topicArn, tab, onTab, onBack }: TopicScreenProps) {
  const wordError = useErrorWords()
  const described = useQuery(read('topics.describe', { connectionId: connection.id, topicArn }))
  const isGone = described.error?.code === 'not-found'
  const facts = topicFacts({ connection, topicArn, detail: described.data, isGone })
  const remove = useRemoveTopic(facts)
  return (
    <div className={styles.page}>
      <TopicHeader
        facts={facts}
        menu={isGone ? undefined : <TopicMenu facts={facts} remove={remove} />}
      />
      <ChangeOutcome
        outcome={remove.outcome}
        onReread={() => void remove.reread()}
        onDismiss={remove.dismiss}
      />
      {described.error !== null && !isGone && (
        <ErrorNotice
          compact
          words={wordError(described.error)}
          onRetry={() => void described.refetch()}
        />
      )}
      {/* What a tap brought before the topic was deleted is still there to be read. */}
      {isGone && tab !== 'tap' ? (
        <TopicGone facts={facts} onBack={onBack} />
      ) : (
        <Parts facts={facts} tab={tab} onTab={onTab} />
      )}
    </div>
  )
}

/** One topic: who receives from it and what each lets pass. */
export function TopicPage({ connectionId, topicArn, tab, onTab, onBack }: TopicPageProps) {
  const { data } = useQuery(read('connections.list', {}))
  const connection = data?.connections.find(({ id }) => id === connectionId)
  const arn = topicArnSchema.safeParse(topicArn)
  if (connection === undefined || !arn.success) return <SkeletonRows count={8} />
  return (
    <TopicScreen
      key={`${connection.id} ${topicArn}`}
      connection={connection}
      topicArn={arn.data}
      tab={tab}
      onTab={onTab}
      onBack={onBack}
    />
  )
}
