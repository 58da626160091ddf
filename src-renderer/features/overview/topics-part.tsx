import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Queue, Topic } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { subscriptionList, topicList } from '../../api/topic-list.ts'
import { isWithoutTopics } from '../../api/weir-error.ts'
import type { WeirError } from '../../api/weir-error.ts'
import { useFormat } from '../../lib/use-format.ts'
import { ConcernTable } from './concern-table.tsx'
import styles from './overview.module.css'
import { findTopicConcerns } from './topic-concerns.ts'
import type { TopicConcern } from './topic-concerns.ts'

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
  const format = useFormat()
  const wordConcern = useConcernWords()
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
  return (
    <ConcernTable
      id="overview-topics"
      title={t('topics.title')}
      all={t('topics.all', { count: topics.length, n: format.number(topics.length) })}
      none={t('topics.none')}
      isAlert={concerns.some(({ kind }) => kind !== 'nobody')}
      rows={concerns.map((concern) => ({
        key: `${concern.kind} ${concern.topic.topicArn}`,
        name: concern.topic.name,
        words: wordConcern(concern),
        onOpen: () => {
          onOpenTopic(concern.topic)
        },
      }))}
      onAll={props.onOpenTopics}
    />
  )
}
