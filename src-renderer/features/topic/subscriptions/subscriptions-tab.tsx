import { useState } from 'react'
import type { ReactNode } from 'react'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPlugConnected, IconRefresh, IconSearchOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Subscription } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { usePageActions } from '../../../lib/page-actions.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { SplitPane } from '../../../ui/split-pane.tsx'
import { Subscribe } from '../change/subscribe.tsx'
import type { OpenInLab } from '../filters/open-in-lab.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { useSubscriptionColumns } from './subscription-columns.tsx'
import { SubscriptionDetails } from './subscription-details.tsx'
import styles from './subscriptions.module.css'
import { findPicked, subscriptionId, useMatching, useSubscriptions } from './use-subscriptions.ts'

const nothing: ReadonlySet<string> = new Set()
const initialSort = { id: 'endpoint', desc: false }

interface BarProps {
  search: string
  onSearch: (text: string) => void
  count: string
  isRefreshing: boolean
  onRefresh: () => void
  /** The way to a new one. */
  create: ReactNode
}

function Bar({ search, onSearch, count, isRefreshing, onRefresh, create }: BarProps) {
  const { t } = useTranslation('topics')
  return (
    <div className={styles.bar}>
      <SearchField
        label={t('subscription.search')}
        value={search}
        className={styles.search}
        onChange={onSearch}
      />
      <span role="status" className={styles.count}>
        {count}
      </span>
      {create}
      <Tooltip label={t('subscription.refresh')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('subscription.refresh')}
          aria-keyshortcuts="r"
          loading={isRefreshing}
          onClick={onRefresh}
        >
          <IconRefresh size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

interface EmptyProps {
  total: number
  search: string
  onShowAll: () => void
  onRefresh: () => void
}

function NothingShown({ total, search, onShowAll, onRefresh }: EmptyProps) {
  const { t } = useTranslation('topics')
  if (total === 0) {
    return (
      <EmptyState
        icon={<IconPlugConnected />}
        title={t('subscription.empty.title')}
        body={t('subscription.empty.body')}
        action={{ label: t('subscription.empty.action'), onClick: onRefresh }}
      />
    )
  }
  return (
    <EmptyState
      icon={<IconSearchOff />}
      title={t('subscription.noMatch.title', { search })}
      body={t('subscription.noMatch.body', { count: total })}
      action={{ label: t('subscription.noMatch.action'), onClick: onShowAll }}
    />
  )
}

interface SubscriptionsTabProps {
  facts: TopicFacts
  /** Shows a subscription's filter in the lab. */
  onTry: OpenInLab
}

interface PickedProps extends SubscriptionsTabProps {
  subscription?: Subscription
}

function Picked({ facts, subscription, onTry }: PickedProps) {
  const { t } = useTranslation('topics')
  if (subscription === undefined) {
    return (
      <EmptyState
        icon={<IconPlugConnected />}
        title={t('subscription.pick.title')}
        body={t('subscription.pick.body')}
      />
    )
  }
  return (
    <SubscriptionDetails
      key={subscriptionId(subscription)}
      facts={facts}
      subscription={subscription}
      onTry={onTry}
    />
  )
}

interface TableProps {
  facts: TopicFacts
  shown: readonly Subscription[]
  selected: Subscription | undefined
  onSelect: (subscription: Subscription | undefined) => void
}

function Table({ facts, shown, selected, onSelect }: TableProps) {
  const { t } = useTranslation('topics')
  const [inView, setInView] = useState(nothing)
  const columns = useSubscriptionColumns(facts.connection.id, inView)
  return (
    <DataTable
      label={t('subscription.title', { name: facts.name })}
      rows={shown}
      columns={columns}
      getId={subscriptionId}
      initialSort={initialSort}
      memoryKey={`subscriptions ${facts.connection.id} ${facts.topicArn}`}
      selectedId={selected && subscriptionId(selected)}
      onSelect={(id) => {
        onSelect(shown.find((each) => subscriptionId(each) === id))
      }}
      onVisible={(ids) => {
        setInView(new Set(ids))
      }}
      autoFocus
    />
  )
}

/** How many there are, in words. */
function useCount(query: ReturnType<typeof useSubscriptions>): string {
  const { t } = useTranslation('topics')
  const format = useFormat()
  if (query.data === undefined) return ''
  const count = query.data.subscriptions.length
  const n = format.number(count)
  return query.data.isWhole ? t('subscription.total', { count, n }) : t('subscription.more', { n })
}

/** Who receives from the topic. */
export function SubscriptionsTab({ facts, onTry }: SubscriptionsTabProps) {
  const { t } = useTranslation('topics')
  const wordError = useErrorWords()
  const query = useSubscriptions(facts)
  const [search, setSearch] = useState('')
  const [picked, setPicked] = useState<Subscription>()
  const shown = useMatching(query.data?.subscriptions, search)
  const selected = findPicked(shown, picked)
  const refresh = (): void => void query.refetch()
  usePageActions([{ label: t('subscription.refresh'), keys: 'r', run: refresh }])
  const left = (
    <div className={styles.left}>
      <Bar
        search={search}
        onSearch={setSearch}
        count={useCount(query)}
        isRefreshing={query.isFetching && query.data !== undefined}
        onRefresh={refresh}
        create={<Subscribe facts={facts} />}
      />
      {query.error !== null && (
        <ErrorNotice
          compact={query.data !== undefined}
          words={wordError(query.error)}
          onRetry={refresh}
        />
      )}
      {query.isLoading && <SkeletonRows count={8} withHeader />}
      {query.data !== undefined && shown.length === 0 && (
        <NothingShown
          total={query.data.subscriptions.length}
          search={search}
          onShowAll={() => {
            setSearch('')
          }}
          onRefresh={refresh}
        />
      )}
      {shown.length > 0 && (
        <Table facts={facts} shown={shown} selected={selected} onSelect={setPicked} />
      )}
    </div>
  )
  return (
    <SplitPane
      name="subscriptions"
      initialPercent={62}
      left={left}
      right={
        <Picked
          facts={facts}
          onTry={onTry}
          {...(selected === undefined ? {} : { subscription: selected })}
        />
      }
    />
  )
}
