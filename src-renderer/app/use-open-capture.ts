import { useNavigate } from '@tanstack/react-router'
import type { Capture } from '#contract'

/** The way to the page of a capture. */
export function useOpenCapture(connectionId: string): (capture: Capture) => void {
  const navigate = useNavigate()
  return ({ id, name }) => {
    void navigate({
      to: '/c/$connectionId/captures/$captureName',
      params: { connectionId, captureName: name },
      search: { id },
    })
  }
}
