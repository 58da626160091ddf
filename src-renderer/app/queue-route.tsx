import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { QueuePage } from '../features/queue/queue-page.tsx'
import { useKeys } from '../lib/use-keys.ts'

export function QueueRoute() {
  const from = '/c/$connectionId/queues/$queueName'
  const { connectionId } = useParams({ from })
  const { url } = useSearch({ from })
  const router = useRouter()
  const navigate = useNavigate()
  useKeys({
    // Back rather than up, so that the list is found as it was left.
    Escape: () => {
      if (router.history.canGoBack()) router.history.back()
      else void navigate({ to: '/c/$connectionId/queues', params: { connectionId } })
    },
  })
  return <QueuePage key={url} connectionId={connectionId} queueUrl={url} />
}
