import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Queue, Subscription, SubscriptionDetail } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { queueList } from '../../../api/queue-list.ts'
import type { WeirError } from '../../../api/weir-error.ts'
import { QueueLink } from '../../../parts/queue-link.tsx'
import { visibleText } from '../../../parts/visible-text.ts'
import { MiddleTruncate } from '../../../ui/middle-truncate.tsx'
import styles from './subscriptions.module.css'
import { useSubscriptionDetail } from './use-subscriptions.ts'

/** The queue that an ARN names, where it is on this connection's list: same region, same account as its URL says. */
function findQueueOfArn(queues: readonly Queue[] | undefined, arn: string): Queue | undefined {
  const [, , service, , account, name] = arn.split(':')
  if (service !== 'sqs' || account === undefined || name === undefined) return undefined
  return queues?.find((queue) => queue.name === name && queue.queueUrl.includes(`/${account}/`))
}

/** A queue of this connection is a way to its page; anything else is text. */
export function EndpointText({
  connectionId,
  endpoint,
}: {
  connectionId: string
  endpoint: string
}) {
  const { data } = useQuery({ ...queueList(connectionId), enabled: endpoint.startsWith('arn:') })
  const queue = findQueueOfArn(data?.queues, endpoint)
  if (queue === undefined) return <MiddleTruncate text={visibleText(endpoint)} />
  return (
    <QueueLink connectionId={connectionId} queue={queue}>
      <MiddleTruncate text={queue.name} />
    </QueueLink>
  )
}

export function StateCell({ state }: Pick<Subscription, 'state'>) {
  const { t } = useTranslation('topics')
  return (
    <span
      className={state === 'confirmed' ? undefined : styles.attention}
      title={t(`subscription.stateHint.${state}`)}
    >
      {t(`subscription.state.${state}`)}
    </span>
  )
}

export type DetailField = 'delivery' | 'filter' | 'deadLetter'

interface DetailCellProps {
  connectionId: string
  subscription: Subscription
  field: DetailField
  isInView: boolean
}

function Unread({ error }: { error: WeirError }) {
  const { t } = useTranslation('topics')
  const words = useErrorWords()(error)
  return (
    <span className={styles.attention} title={`${words.title}. ${words.sentence} ${words.remedy}`}>
      <IconAlertTriangle size={14} stroke={1.5} aria-hidden="true" />
      {t('subscription.unread')}
    </span>
  )
}

function FilterText({ detail }: { detail: SubscriptionDetail }) {
  const { t } = useTranslation('topics')
  if (detail.filterPolicy === '') {
    return <span className={styles.dim}>{t('subscription.everything')}</span>
  }
  const isBody = detail.filterScope === 'MessageBody'
  return (
    <span className={styles.filter} title={detail.filterPolicy}>
      <span className={styles.dim}>
        {t(isBody ? 'subscription.inBody' : 'subscription.inAttributes')}
      </span>
      <code className={styles.policy}>
        {visibleText(detail.filterPolicy.replaceAll(/\s+/g, ' '))}
      </code>
    </span>
  )
}

/** What only the subscription's own attributes say. */
export function DetailCell({ connectionId, subscription, field, isInView }: DetailCellProps) {
  const { t } = useTranslation('topics')
  const { subscriptionArn } = subscription
  const { data, error } = useSubscriptionDetail(connectionId, subscriptionArn, isInView)
  if (data === undefined) return error === null ? null : <Unread error={error} />
  if (field === 'delivery') return t(data.isRaw ? 'subscription.raw' : 'subscription.envelope')
  if (field === 'filter') return <FilterText detail={data} />
  if (data.deadLetterArn === undefined)
    return <span className={styles.dim}>{t('subscription.none')}</span>
  return <EndpointText connectionId={connectionId} endpoint={data.deadLetterArn} />
}
