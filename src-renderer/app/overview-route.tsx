import { useNavigate, useParams } from '@tanstack/react-router'
import { connectionIdSchema } from '#contract'
import { Overview } from '../features/overview/overview.tsx'
import { useConnection } from './use-connection.ts'
import { useOpenMove } from './use-open-move.ts'
import { useOpenQueue } from './use-open-queue.ts'
import { useOpenStream } from './use-open-stream.ts'
import { useOpenTopic } from './use-open-topic.ts'

export function OverviewRoute() {
  const { connectionId } = useParams({ from: '/c/$connectionId/overview' })
  const { connection } = useConnection(connectionId)
  const navigate = useNavigate()
  const openQueue = useOpenQueue(connectionId)
  const openMove = useOpenMove()
  const openTopic = useOpenTopic(connectionId)
  const openStream = useOpenStream(connectionId)
  return (
    <Overview
      key={connectionId}
      connectionId={connectionIdSchema.parse(connectionId)}
      region={connection?.region ?? ''}
      onOpenQueue={openQueue}
      onOpenMove={openMove}
      onOpenTopic={openTopic}
      onOpenTopics={() =>
        void navigate({ to: '/c/$connectionId/topics', params: { connectionId } })
      }
      onOpenStream={openStream}
      onOpenStreams={() =>
        void navigate({ to: '/c/$connectionId/streams', params: { connectionId } })
      }
      onOpenQueues={() =>
        void navigate({ to: '/c/$connectionId/queues', params: { connectionId } })
      }
    />
  )
}
