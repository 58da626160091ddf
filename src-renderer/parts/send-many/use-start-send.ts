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

/** Begins a send of many messages, after the guard was satisfied. Progress is told by the feed. */
export function useStartSend(place: SendPlace) {
  const { connection, name, to } = place
  const words = useManyWords(place)
  const sending = useOperation('sends.start')
  const publishing = useOperation('topics.publishMany')
  const start = async (what: WhatToSend): Promise<void> => {
    const at = { connectionId: connection.id, what }
    const how = { confirm: words.confirm(countOf(what)) }
    const outcome =
      to.kind === 'queue'
        ? await sending.run({ ...at, queueUrl: to.queueUrl }, how)
        : await publishing.run({ ...at, topicArn: to.topicArn }, how)
    if (outcome.state !== 'done' || what.kind !== 'repeat') return
    const { template: message, count } = what
    keepSent(connection.id, { queue: name, count, message })
  }
  const { pending, error } = to.kind === 'queue' ? sending : publishing
  return { start: (what: WhatToSend) => void start(what), pending, error }
}
