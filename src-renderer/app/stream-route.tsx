import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { StreamPage } from '../features/stream/stream-page.tsx'
import type { StreamTab } from '../features/stream/stream-tabs.ts'
import { useKeys } from '../lib/use-keys.ts'

export function StreamRoute() {
  const from = '/c/$connectionId/streams/$streamName'
  const { connectionId, streamName } = useParams({ from })
  const { arn, tab = 'timeline' } = useSearch({ from })
  const router = useRouter()
  const navigate = useNavigate()
  const toList = (): void => {
    void navigate({ to: '/c/$connectionId/streams', params: { connectionId } })
  }
  useKeys({
    // Back rather than up, so that the list is found as it was left.
    Escape: () => {
      if (router.history.canGoBack()) router.history.back()
      else toList()
    },
  })
  const toTab = (next: StreamTab): void => {
    // In place of the other one: the way back leads out of the stream, not through its parts.
    void navigate({
      to: from,
      params: { connectionId, streamName },
      search: next === 'timeline' ? { arn } : { arn, tab: next },
      replace: true,
    })
  }
  return (
    <StreamPage
      key={arn}
      connectionId={connectionId}
      streamArn={arn}
      tab={tab}
      onTab={toTab}
      onBack={toList}
    />
  )
}
