import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { Tap, TapMessage } from '#contract'
import { read } from '../../../api/read.ts'
import { keepMessages, KEPT_MAX, recallLab } from '../../../parts/filter-lab/lab-memory.ts'
import { toPublished } from '../../../parts/filter-lab/published-message.ts'

/** Takes the newest messages of a tap into the topic's filter lab. They are in main's memory: no call is made. */
export function useTryInLab({ connectionId, tapId, topicArn }: Tap, onLab: () => void) {
  const queries = useQueryClient()
  const [pending, setPending] = useState(false)
  const run = async (messages: readonly TapMessage[]): Promise<void> => {
    setPending(true)
    const asked = messages
      .slice(0, KEPT_MAX)
      .map(({ messageId }) =>
        queries.query(read('taps.message', { connectionId, tapId, messageId })),
      )
    const answers = await Promise.allSettled(asked)
    setPending(false)
    // One that main let go meanwhile is not there to be tried.
    const whole = answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    keepMessages(recallLab(connectionId, topicArn), whole.map(toPublished))
    onLab()
  }
  return { run, pending }
}
