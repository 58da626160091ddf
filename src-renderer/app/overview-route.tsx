import { useNavigate, useParams } from '@tanstack/react-router'
import { Overview } from '../features/overview/overview.tsx'
import { useConnection } from './use-connection.ts'
import { useOpenQueue } from './use-open-queue.ts'

export function OverviewRoute() {
  const { connectionId } = useParams({ from: '/c/$connectionId/overview' })
  const { connection } = useConnection(connectionId)
  const navigate = useNavigate()
  const openQueue = useOpenQueue(connectionId)
  return (
    <Overview
      key={connectionId}
      connectionId={connectionId}
      region={connection?.region ?? ''}
      onOpenQueue={openQueue}
      onOpenQueues={() =>
        void navigate({ to: '/c/$connectionId/queues', params: { connectionId } })
      }
    />
  )
}
