import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { StreamList } from '../features/streams/stream-list.tsx'
import { useConnection } from './use-connection.ts'
import { useOpenStream } from './use-open-stream.ts'

export function StreamsRoute() {
  const { connectionId } = useParams({ from: '/c/$connectionId/streams' })
  const { q = '' } = useSearch({ from: '/c/$connectionId/streams' })
  const { connection } = useConnection(connectionId)
  const navigate = useNavigate()
  const openStream = useOpenStream(connectionId)
  const search = (text: string): void => {
    void navigate({
      to: '/c/$connectionId/streams',
      params: { connectionId },
      search: text === '' ? {} : { q: text },
      replace: true,
    })
  }
  return (
    <StreamList
      key={connectionId}
      connectionId={connectionId}
      region={connection?.region ?? ''}
      search={q}
      onSearch={search}
      onOpen={openStream}
    />
  )
}
