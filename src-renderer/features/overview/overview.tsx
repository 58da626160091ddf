import { useMemo } from 'react'
import { IconStack2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ConnectionId, Move, Queue, Stream, Topic } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { isWithoutQueues } from '../../api/weir-error.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { MovesPart } from './moves-part.tsx'
import { OverviewBoard } from './overview-board.tsx'
import styles from './overview.module.css'
import { SandboxHint } from './sandbox-hint.tsx'
import { StreamsPart } from './streams-part.tsx'
import { TopicsPart } from './topics-part.tsx'

const SKELETON_ROWS = 12

export interface OverviewProps {
  connectionId: ConnectionId
  region: string
  onOpenQueue: (queue: Queue) => void
  onOpenQueues: () => void
  onOpenMove: (move: Move) => void
  onOpenTopic: (topic: Topic) => void
  onOpenTopics: () => void
  onOpenStream: (stream: Stream) => void
  onOpenStreams: () => void
}

/** The first look at a connection: where messages pile up, and where they have failed. */
export function Overview(props: OverviewProps) {
  const { connectionId, region, onOpenQueue, onOpenQueues } = props
  const { t } = useTranslation('overview')
  const wordError = useErrorWords()
  const query = useQuery(read('queues.list', { connectionId }))
  const refresh = (): void => void query.refetch()
  const queues = query.data?.queues
  const isWithout = query.error !== null && isWithoutQueues(query.error)
  const poisoned = useMemo(() => queues?.find(({ name }) => name === 'orders-dlq'), [queues])
  return (
    <div className={styles.page}>
      <MovesPart connectionId={connectionId} onOpenMove={props.onOpenMove} />
      {query.error !== null && !isWithout && (
        <ErrorNotice words={wordError(query.error)} onRetry={refresh} />
      )}
      {query.isPending && <SkeletonRows count={SKELETON_ROWS} />}
      {connectionId === 'sandbox' && poisoned !== undefined && (
        <SandboxHint onOpen={() => onOpenQueue(poisoned)} />
      )}
      {queues?.length === 0 && (
        <EmptyState
          icon={<IconStack2 />}
          title={t('empty.title')}
          body={t('empty.body', { region })}
          action={{ label: t('empty.action'), onClick: refresh }}
        />
      )}
      {queues !== undefined && queues.length > 0 && (
        <OverviewBoard
          connectionId={connectionId}
          queues={queues}
          onOpenQueue={onOpenQueue}
          onOpenQueues={onOpenQueues}
        />
      )}
      {queues !== undefined && (
        <TopicsPart
          connectionId={connectionId}
          region={region}
          queues={queues}
          onOpenTopic={props.onOpenTopic}
          onOpenTopics={props.onOpenTopics}
        />
      )}
      {(queues !== undefined || isWithout) && (
        <StreamsPart
          connectionId={connectionId}
          onOpenStream={props.onOpenStream}
          onOpenStreams={props.onOpenStreams}
        />
      )}
    </div>
  )
}
