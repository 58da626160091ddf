import { useNavigate } from '@tanstack/react-router'
import type { Stream } from '#contract'

/** Goes to a stream's page. The ARN is the stream's identity; the name is there to be read. */
export function useOpenStream(
  connectionId: string,
): (stream: Pick<Stream, 'name' | 'streamArn'>) => void {
  const navigate = useNavigate()
  return ({ name, streamArn }) => {
    void navigate({
      to: '/c/$connectionId/streams/$streamName',
      params: { connectionId, streamName: name },
      search: { arn: streamArn },
    })
  }
}
