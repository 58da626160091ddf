import { useState } from 'react'
import type { SendProgress } from '#contract'
import { useFeed } from '../../../api/use-feed.ts'
import type { QueueFacts } from '../queue-facts.ts'

/** The newest send to this queue, also one that was begun before the page was left. */
export function useNewestSend({ connection, queueUrl }: QueueFacts): SendProgress | undefined {
  const [newest, setNewest] = useState<SendProgress>()
  useFeed(
    'sends.watch',
    { connectionId: connection.id },
    {
      onItem: ({ sends }) => {
        setNewest(sends.find((each) => each.queueUrl === queueUrl))
      },
    },
  )
  return newest
}
