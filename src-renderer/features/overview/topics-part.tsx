import { useMemo } from 'react'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Queue, Topic } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { subscriptionList, topicList } from '../../api/topic-list.ts'
import { isWithoutTopics } from '../../api/weir-error.ts'
import type { WeirError } from '../../api/weir-error.ts'
import { useFormat } from '../../lib/use-format.ts'
import { MiddleTruncate } from '../../ui/middle-truncate.tsx'
import styles from './overview.module.css'
import { findTopicConcerns } from './topic-concerns.ts'
import type { TopicConcern } from './topic-concerns.ts'

/** As many as one takes in at a glance. */
const SHOWN = 8

export interface TopicsPartProps {
  connectionId: string
  region: string
  queues: readonly Queue[]
  onOpenTopic: (topic: Topic) => void
  onOpenTopics: () => void
}

function nameOf(endpoint: string): string {
  return endpoint.startsWith('arn:') ? (endpoint.split(':').at(-1) ?? endpoint) : endpoint
}

function useConcernWords(): (concern: TopicConcern) => string {
  const { t } = useTranslation('overview')
  return (concern) => {
    if (concern.kind === 'nobody') return t('topics.nobody')
    const names = concern.endpoints.map(nameOf).join(', ')
    const count = concern.endpoints.length
    return concern.kind === 'pending'
      ? t('topics.pending', { count, names })
      : t('topics.missingQueue', { count, names })
  }
}

function ConcernRow({
  concern,
  onOpen,
}: {
  concern: TopicConcern
  onOpen: (topic: Topic) => void
}) {
  const { topic } = concern
  const words = useConcernWords()(concern)
  return (
    <tr>
      <td>
        <button
          type="button"
          className={styles.name}
          onClick={() => {
            onOpen(topic)
          }}
        >
          <MiddleTruncate text={topic.name} />
        </button>
      </td>
      <td className={styles.sources} title={words}>
        {words}
      </td>
    </tr>
  )
}

function Heading({
  count,
  isAlert,
  onOpenTopics,
}: {
  count: number
  isAlert: boolean
  onOpenTopics: () => void
}) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  return (
    <h2 id="overview-topics" className={styles.heading}>
      {isAlert && (
        <IconAlertTriangle size={16} stroke={1.5} className={styles.warning} aria-hidden="true" />
      )}
      {t('topics.title')}
      <Button variant="subtle" size="compact-xs" className={styles.all} onClick={onOpenTopics}>
        {t('topics.all', { count, n: format.number(count) })}
      </Button>
    </h2>
  )
}

/** Whoever may not list topics still has an overview of queues, and is told what is missing from it. */
function Unread({ error }: { error: WeirError }) {
  const { t } = useTranslation('overview')
  const { title } = useErrorWords()(error)
  const action = error.detail.params['action'] ?? 'sns:ListTopics'
  return <p className={styles.none}>{t('topics.unread', { title, action })}</p>
}

/** Topics that lose what is published there. Read after the queues; no section where there are no topics. */
export function TopicsPart(props: TopicsPartProps) {
  const { connectionId, region, queues, onOpenTopic } = props
  const { t } = useTranslation('overview')
  const listed = useQuery(topicList(connectionId))
  const topics = listed.data?.topics
  const subscribed = useQuery({
    ...subscriptionList(connectionId),
    // Without topics there is nobody to subscribe: up to a hundred calls that need not be made.
    enabled: topics !== undefined && topics.length > 0,
  }).data
  const concerns = useMemo(() => {
    // Of a part of the subscriptions it cannot be said that a topic has none.
    if (topics === undefined || subscribed?.isWhole !== true) return undefined
    return findTopicConcerns({ topics, subscriptions: subscribed.subscriptions, queues, region })
  }, [topics, subscribed, queues, region])
  if (listed.error !== null && !isWithoutTopics(listed.error))
    return <Unread error={listed.error} />
  if (topics === undefined || topics.length === 0 || concerns === undefined) return null
  const isAlert = concerns.some(({ kind }) => kind !== 'nobody')
  return (
    <section className={styles.part} aria-labelledby="overview-topics">
      <Heading count={topics.length} isAlert={isAlert} onOpenTopics={props.onOpenTopics} />
      {concerns.length === 0 && <p className={styles.none}>{t('topics.none')}</p>}
      {concerns.length > 0 && (
        <table className={styles.table} aria-labelledby="overview-topics">
          <thead>
            <tr>
              <th scope="col">{t('column.name')}</th>
              <th scope="col">{t('topics.why')}</th>
            </tr>
          </thead>
          <tbody>
            {concerns.slice(0, SHOWN).map((concern) => (
              <ConcernRow
                key={`${concern.kind} ${concern.topic.topicArn}`}
                concern={concern}
                onOpen={onOpenTopic}
              />
            ))}
          </tbody>
        </table>
      )}
      {concerns.length > SHOWN && (
        <p className={styles.none}>{t('topics.more', { count: concerns.length - SHOWN })}</p>
      )}
    </section>
  )
}
