import { useNavigate } from '@tanstack/react-router'
import type { Queue } from '#contract'

/** Goes to a queue's page. The URL is the queue's identity; the name is there to be read. */
export function useOpenQueue(
  connectionId: string,
): (queue: Pick<Queue, 'name' | 'queueUrl'>) => void {
  const navigate = useNavigate()
  return ({ name, queueUrl }) => {
    void navigate({
      to: '/c/$connectionId/queues/$queueName',
      params: { connectionId, queueName: name },
      search: { url: queueUrl },
    })
  }
}
