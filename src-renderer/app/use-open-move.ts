import { useNavigate } from '@tanstack/react-router'
import type { Move } from '#contract'

/** Goes to where a move was begun: the queue's redrives, or the capture. */
export function useOpenMove(): (move: Move) => void {
  const navigate = useNavigate()
  return ({ plan, from }) => {
    const { connectionId } = plan
    if (plan.kind === 'redrive') {
      void navigate({
        to: '/c/$connectionId/queues/$queueName',
        params: { connectionId, queueName: from },
        search: { url: plan.queueUrl, tab: 'redrive' },
      })
    } else {
      void navigate({
        to: '/c/$connectionId/captures/$captureName',
        params: { connectionId, captureName: from },
        search: { id: plan.choice.captureId, replay: true },
      })
    }
  }
}
