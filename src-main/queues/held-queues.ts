import type { HeldQueue } from '#contract'
import type { HoldKey, HoldSum } from './hold-ports.ts'
import { queueName } from './queue-mapping.ts'

/** How many of a queue this run holds, and returns: the rest of what is hidden is left. */
export type CountHeld = (key: HoldKey) => number

/** The records of holds, queue by queue. */
export function heldQueues(sums: readonly HoldSum[], countHeld: CountHeld): HeldQueue[] {
  return sums.map(({ connectionId, connectionName, queueUrl, named, unnamed, untilMs }) => {
    // What has just come is in memory before it is in the records.
    const held = Math.min(named, countHeld({ connectionId, queueUrl }))
    const name = queueName(queueUrl)
    const counts = { held, left: named - held, uncertain: unnamed, untilMs }
    return { connectionId, connectionName, queueUrl, name, ...counts }
  })
}
