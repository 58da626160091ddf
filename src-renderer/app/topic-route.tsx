import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { TopicPage } from '../features/topic/topic-page.tsx'
import type { TopicTab } from '../features/topic/topic-tabs.ts'
import { useKeys } from '../lib/use-keys.ts'

export function TopicRoute() {
  const from = '/c/$connectionId/topics/$topicName'
  const { connectionId, topicName } = useParams({ from })
  const { arn, tab = 'subscriptions' } = useSearch({ from })
  const router = useRouter()
  const navigate = useNavigate()
  const toList = (): void => {
    void navigate({ to: '/c/$connectionId/topics', params: { connectionId } })
  }
  useKeys({
    // Back rather than up, so that the list is found as it was left.
    Escape: () => {
      if (router.history.canGoBack()) router.history.back()
      else toList()
    },
  })
  const toTab = (next: TopicTab): void => {
    // In place of the other one: the way back leads out of the topic, not through its parts.
    void navigate({
      to: from,
      params: { connectionId, topicName },
      search: next === 'subscriptions' ? { arn } : { arn, tab: next },
      replace: true,
    })
  }
  return (
    <TopicPage
      key={arn}
      connectionId={connectionId}
      topicArn={arn}
      tab={tab}
      onTab={toTab}
      onBack={toList}
    />
  )
}
