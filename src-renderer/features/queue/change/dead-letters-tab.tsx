import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '../../../api/read.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { useChangeWords } from '../../../parts/change-words.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { QueueFacts } from '../queue-facts.ts'
import { QueueLink } from '../../../parts/queue-link.tsx'
import styles from '../../../parts/editing.module.css'
import listStyles from './dead-letters-tab.module.css'
import { Guarded } from '../../../parts/guarded.tsx'
import { RedriveForm } from './redrive-form.tsx'

/** Queues whose dead letters come here, and how that is known. */
function Sources({ facts }: { facts: QueueFacts }) {
  const { connection, queueUrl } = facts
  const { t } = useTranslation('queue-change')
  const wordError = useChangeWords()
  const query = useQuery(read('queues.listSources', { connectionId: connection.id, queueUrl }))
  const { data, error } = query
  return (
    <section className={listStyles.section} aria-label={t('sources.title')}>
      <h2 className={listStyles.title}>{t('sources.title')}</h2>
      {data === undefined && error === null && <SkeletonRows count={2} />}
      {error !== null && (
        <ErrorNotice words={wordError(error)} onRetry={() => void query.refetch()} />
      )}
      {data?.sources.length === 0 && <p className={listStyles.dim}>{t('sources.none')}</p>}
      {data !== undefined && data.sources.length > 0 && (
        <ul className={listStyles.list}>
          {data.sources.map((queue) => (
            <li key={queue.queueUrl}>
              <QueueLink connectionId={connection.id} queue={queue}>
                {queue.name}
              </QueueLink>
            </li>
          ))}
        </ul>
      )}
      {data?.source === 'seen' && <p className={listStyles.dim}>{t('sources.seen')}</p>}
      {data !== undefined && data.unread > 0 && (
        <AttentionLine>{t('sources.unread', { count: data.unread })}</AttentionLine>
      )}
    </section>
  )
}

/** Both ends of the wiring: where this queue's dead letters go, and whose come here. */
export function DeadLettersTab({ facts }: { facts: QueueFacts }) {
  const { connection, queueUrl, detail } = facts
  const wordError = useChangeWords()
  const query = useQuery(read('queues.attributes', { connectionId: connection.id, queueUrl }))
  const saved = query.data?.attributes['RedrivePolicy'] ?? ''
  return (
    <div className={styles.tab}>
      <Guarded connection={facts.connection} />
      <div className={styles.scroll}>
        {query.data !== undefined && detail !== undefined ? (
          <RedriveForm facts={facts} detail={detail} saved={saved} />
        ) : (
          query.error === null && <SkeletonRows count={4} />
        )}
        {query.error !== null && (
          <ErrorNotice words={wordError(query.error)} onRetry={() => void query.refetch()} />
        )}
        <Sources facts={facts} />
      </div>
    </div>
  )
}
