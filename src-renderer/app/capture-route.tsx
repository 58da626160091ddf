import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { CapturePage } from '../features/captures/page/capture-page.tsx'
import { useKeys } from '../lib/use-keys.ts'

export function CaptureRoute() {
  const from = '/c/$connectionId/captures/$captureName'
  const { connectionId, captureName } = useParams({ from })
  const { id, replay = false } = useSearch({ from })
  const router = useRouter()
  const navigate = useNavigate()
  const toList = (): void => {
    void navigate({ to: '/c/$connectionId/captures', params: { connectionId } })
  }
  const rename = (name: string): void => {
    const params = { connectionId, captureName: name }
    void navigate({ to: from, params, search: replay ? { id, replay } : { id }, replace: true })
  }
  const toReplay = (isReplaying: boolean): void => {
    const params = { connectionId, captureName }
    const search = isReplaying ? { id, replay: true } : { id }
    void navigate({ to: from, params, search, replace: true })
  }
  useKeys({
    // Back rather than up, so that the list is found as it was left.
    Escape: () => {
      if (router.history.canGoBack()) router.history.back()
      else toList()
    },
  })
  return (
    <CapturePage
      key={id}
      connectionId={connectionId}
      captureId={id}
      isReplaying={replay}
      onReplaying={toReplay}
      onBack={toList}
      onRenamed={rename}
    />
  )
}
