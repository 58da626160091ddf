import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { TopicList } from '../features/topics/topic-list.tsx'
import { useConnection } from './use-connection.ts'
import { useOpenTopic } from './use-open-topic.ts'

export function TopicsRoute() {
  const { connectionId } = useParams({ from: '/c/$connectionId/topics' })
  const { q = '' } = useSearch({ from: '/c/$connectionId/topics' })
  const { connection } = useConnection(connectionId)
  const navigate = useNavigate()
  const openTopic = useOpenTopic(connectionId)
  const search = (text: string): void => {
    void navigate({
      to: '/c/$connectionId/topics',
      params: { connectionId },
      search: text === '' ? {} : { q: text },
      replace: true,
    })
  }
  return (
    <TopicList
      key={connectionId}
      connectionId={connectionId}
      region={connection?.region ?? ''}
      search={q}
      onSearch={search}
      onOpen={openTopic}
    />
  )
}
