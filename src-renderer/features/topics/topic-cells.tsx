import { IconAlertTriangle, IconPin } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Topic, TopicDetail } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import type { WeirError } from '../../api/weir-error.ts'
import { MiddleTruncate } from '../../ui/middle-truncate.tsx'
import styles from '../../parts/resource-list.module.css'
import type { TopicCounts } from './use-topic-rows.ts'

/** What a topic is set to changes seldom, and each reading is a call. */
const FRESH_MS = 5 * 60_000

interface NameCellProps {
  topic: Topic
  isPinned: boolean
  onOpen: (topic: Topic) => void
}

export function NameCell({ topic, isPinned, onOpen }: NameCellProps) {
  const { t } = useTranslation('topics')
  return (
    <span className={styles.name}>
      <button type="button" tabIndex={-1} className={styles.open} onClick={() => onOpen(topic)}>
        <MiddleTruncate text={topic.name} />
      </button>
      {isPinned && (
        <IconPin
          size={14}
          stroke={1.5}
          className={styles.dim}
          role="img"
          aria-label={t('list.pinned')}
        />
      )}
    </span>
  )
}

/** `sqs 3 · lambda 1`; a topic that nobody receives from is one to look at. */
export function ProtocolsCell({ counts }: { counts: TopicCounts | undefined }) {
  const { t } = useTranslation('topics')
  if (counts === undefined || counts.confirmed === 0) {
    return <span className={styles.attention}>{t('list.nobody')}</span>
  }
  const words = counts.protocols.map(([protocol, count]) => `${protocol} ${String(count)}`)
  return (
    <span className={styles.cut} title={words.join(' · ')}>
      {words.join(' · ')}
    </span>
  )
}

function Unreadable({ error }: { error: WeirError }) {
  const words = useErrorWords()(error)
  const action = error.detail.params['action']
  return (
    <span className={styles.attention} title={`${words.sentence} ${words.remedy}`}>
      <IconAlertTriangle size={14} stroke={1.5} aria-hidden="true" />
      {words.title}
      {action !== undefined && <code className={styles.action}>{action}</code>}
    </span>
  )
}

function Marks({ detail }: { detail: TopicDetail }) {
  const { t } = useTranslation('topics')
  const { archive, kmsKeyId } = detail
  return (
    <span className={styles.marks}>
      {archive !== undefined && <span>{t('list.archive', { days: archive.retentionDays })}</span>}
      {kmsKeyId !== '' && (
        <span title={t('list.encryptedBy', { key: kmsKeyId })}>{t('list.encrypted')}</span>
      )}
      {archive === undefined && kmsKeyId === '' && <span className={styles.dim}>–</span>}
    </span>
  )
}

interface MarksCellProps {
  connectionId: string
  topic: Topic
  /** Only rows in view are asked for: each is a call. */
  isInView: boolean
}

/** What only the topic's own attributes say. One that may not be read spoils this cell and nothing else. */
export function MarksCell({ connectionId, topic: { topicArn }, isInView }: MarksCellProps) {
  const { data, error } = useQuery({
    ...read('topics.describe', { connectionId, topicArn }),
    enabled: isInView,
    staleTime: FRESH_MS,
  })
  if (data !== undefined) return <Marks detail={data} />
  return error === null ? null : <Unreadable error={error} />
}
