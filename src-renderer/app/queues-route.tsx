import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { QueueList } from '../features/queues/list/queue-list.tsx'
import { useConnection } from './use-connection.ts'
import { useOpenQueue } from './use-open-queue.ts'

export function QueuesRoute() {
  const { connectionId } = useParams({ from: '/c/$connectionId/queues' })
  const { q = '' } = useSearch({ from: '/c/$connectionId/queues' })
  const { connection } = useConnection(connectionId)
  const navigate = useNavigate()
  const openQueue = useOpenQueue(connectionId)
  const search = (text: string): void => {
    void navigate({
      to: '/c/$connectionId/queues',
      params: { connectionId },
      search: text === '' ? {} : { q: text },
      replace: true,
    })
  }
  return (
    <QueueList
      key={connectionId}
      connectionId={connectionId}
      region={connection?.region ?? ''}
      search={q}
      onSearch={search}
      onOpen={openQueue}
    />
  )
}
