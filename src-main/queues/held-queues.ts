import type { HeldQueue, MessageId } from '#contract'
import type { HoldKey, HoldRecord } from './hold-ports.ts'
import { queueName } from './queue-mapping.ts'

/** True for what this run holds and shows. */
export type IsHeld = (message: HoldKey & { messageId: MessageId }) => boolean

function countsOf(
  { connectionId, queueUrl, messageId, count }: HoldRecord,
  isHeld: IsHeld,
): Pick<HeldQueue, 'held' | 'left' | 'uncertain'> {
  if (messageId === undefined) return { held: 0, left: 0, uncertain: count }
  return isHeld({ connectionId, queueUrl, messageId })
    ? { held: 1, left: 0, uncertain: 0 }
    : { held: 0, left: 1, uncertain: 0 }
}

/** The records of holds, summed queue by queue. */
export function heldQueues(records: readonly HoldRecord[], isHeld: IsHeld): HeldQueue[] {
  const queues = new Map<string, HeldQueue>()
  for (const record of records) {
    const { connectionId, connectionName, queueUrl, untilMs } = record
    const key = `${connectionId} ${queueUrl}`
    const before = queues.get(key)
    const counts = countsOf(record, isHeld)
    queues.set(key, {
      connectionId,
      connectionName,
      queueUrl,
      name: queueName(queueUrl),
      held: (before?.held ?? 0) + counts.held,
      left: (before?.left ?? 0) + counts.left,
      uncertain: (before?.uncertain ?? 0) + counts.uncertain,
      untilMs: Math.max(before?.untilMs ?? 0, untilMs),
    })
  }
  return [...queues.values()]
}
