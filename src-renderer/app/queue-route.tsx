import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { QueuePage } from '../features/queue/queue-page.tsx'
import type { QueueTab } from '../features/queue/queue-tabs.ts'
import { useKeys } from '../lib/use-keys.ts'

export function QueueRoute() {
  const from = '/c/$connectionId/queues/$queueName'
  const { connectionId, queueName } = useParams({ from })
  const { url, tab = 'messages' } = useSearch({ from })
  const router = useRouter()
  const navigate = useNavigate()
  useKeys({
    // Back rather than up, so that the list is found as it was left.
    Escape: () => {
      if (router.history.canGoBack()) router.history.back()
      else void navigate({ to: '/c/$connectionId/queues', params: { connectionId } })
    },
  })
  const toTab = (next: QueueTab): void => {
    // In place of the other one: the way back leads out of the queue, not through its parts.
    void navigate({
      to: '/c/$connectionId/queues/$queueName',
      params: { connectionId, queueName },
      search: next === 'messages' ? { url } : { url, tab: next },
      replace: true,
    })
  }
  return <QueuePage key={url} connectionId={connectionId} queueUrl={url} tab={tab} onTab={toTab} />
}
