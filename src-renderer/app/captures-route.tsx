import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { CaptureList } from '../features/captures/list/capture-list.tsx'
import { useOpenCapture } from './use-open-capture.ts'

export function CapturesRoute() {
  const from = '/c/$connectionId/captures'
  const { connectionId } = useParams({ from })
  const { q = '' } = useSearch({ from })
  const navigate = useNavigate()
  const openCapture = useOpenCapture(connectionId)
  const search = (text: string): void => {
    void navigate({
      to: from,
      params: { connectionId },
      search: text === '' ? {} : { q: text },
      replace: true,
    })
  }
  return <CaptureList search={q} onSearch={search} onOpen={openCapture} />
}
