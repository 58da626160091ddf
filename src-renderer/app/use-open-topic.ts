import { useNavigate } from '@tanstack/react-router'
import type { Topic } from '#contract'

/** Goes to a topic's page. The ARN is the topic's identity; the name is there to be read. */
export function useOpenTopic(
  connectionId: string,
): (topic: Pick<Topic, 'name' | 'topicArn'>) => void {
  const navigate = useNavigate()
  return ({ name, topicArn }) => {
    void navigate({
      to: '/c/$connectionId/topics/$topicName',
      params: { connectionId, topicName: name },
      search: { arn: topicArn },
    })
  }
}
