import type { Sendable } from '#contract'
import { useOperation } from '../../api/use-operation.ts'
import type { SendPlace } from './send-place.ts'
import { keepSent } from './sent-messages.ts'
import { useManyWords } from './use-many-words.ts'

export type WhatToSend =
  { kind: 'entries'; entries: Sendable[] } | { kind: 'repeat'; template: Sendable; count: number }

function countOf(what: WhatToSend): number {
  return what.kind === 'repeat' ? what.count : what.entries.length
}

interface How {
  confirm: ReturnType<ReturnType<typeof useManyWords>['confirm']>
}

/** The operation of the place's service. */
function useStart({ connection, to }: SendPlace) {
  const sending = useOperation('sends.start')
  const publishing = useOperation('topics.publishMany')
  const putting = useOperation('records.putMany')
  const connectionId = connection.id
  const run = (what: WhatToSend, how: How) => {
    if (to.kind === 'queue') return sending.run({ connectionId, queueUrl: to.queueUrl, what }, how)
    if (to.kind === 'topic')
      return publishing.run({ connectionId, topicArn: to.topicArn, what }, how)
    const { streamArn, keepsOrder } = to
    return putting.run({ connectionId, streamArn, keepsOrder, what }, how)
  }
  const { pending, error } = { queue: sending, topic: publishing, stream: putting }[to.kind]
  return { run, pending, error }
}

/** Begins a send of many messages, after the guard was satisfied. Progress is told by the feed. */
export function useStartSend(place: SendPlace) {
  const { connection, name } = place
  const words = useManyWords(place)
  const operation = useStart(place)
  const start = async (what: WhatToSend): Promise<void> => {
    const outcome = await operation.run(what, { confirm: words.confirm(countOf(what)) })
    if (outcome.state !== 'done' || what.kind !== 'repeat') return
    const { template: message, count } = what
    keepSent(connection.id, { queue: name, count, message })
  }
  const { pending, error } = operation
  return { start: (what: WhatToSend) => void start(what), pending, error }
}
