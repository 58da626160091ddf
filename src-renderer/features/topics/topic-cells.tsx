import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Topic, TopicDetail } from '#contract'
import { read } from '../../api/read.ts'
import styles from '../../parts/resource-list.module.css'
import { Unreadable } from '../../parts/unreadable.tsx'
import type { TopicCounts } from './use-topic-rows.ts'

/** What a topic is set to changes seldom, and each reading is a call. */
const FRESH_MS = 5 * 60_000

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
