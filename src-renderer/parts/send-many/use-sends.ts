import { useState } from 'react'
import type { SendProgress } from '#contract'
import { useFeed } from '../../api/use-feed.ts'
import type { SendPlace, SendTo } from './send-place.ts'

function isTo({ queueUrl, topicArn, streamArn }: SendProgress, to: SendTo): boolean {
  if (to.kind === 'stream') return streamArn === to.streamArn
  return to.kind === 'queue' ? queueUrl === to.queueUrl : topicArn === to.topicArn
}

/** The newest send to this place, also one that was begun before the page was left. */
export function useNewestSend({ connection, to }: SendPlace): SendProgress | undefined {
  const [newest, setNewest] = useState<SendProgress>()
  useFeed(
    'sends.watch',
    { connectionId: connection.id },
    {
      onItem: ({ sends }) => {
        setNewest(sends.find((each) => isTo(each, to)))
      },
    },
  )
  return newest
}
