import type { EntryFacts, MoveShape, Sendable } from '#contract'
import { AppError } from '../lib/app-error.ts'
import type { MoveTo, Taken } from './move-ports.ts'

export interface Named {
  /** The same whenever this move sends a message, and that of no other sending. */
  prefix: string
  shape: MoveShape
}

/** Before it is known what a FIFO target makes of it. */
type Part = Partial<Sendable>

function fifoPart({ key, facts }: Taken, { prefix, shape }: Named): Part {
  const groupId = facts.groupId ?? shape.groupId
  const kept = shape.deduplication === 'kept' ? facts.deduplicationId : undefined
  return {
    deduplicationId: kept ?? `${prefix}-${key}`,
    ...(groupId === undefined ? {} : { groupId }),
  }
}

function recordPart({ key, facts }: Taken): Part {
  const { partitionKey, explicitHashKey, groupId, messageId } = facts
  return {
    partitionKey: partitionKey ?? groupId ?? messageId ?? key,
    ...(explicitHashKey === undefined ? {} : { explicitHashKey }),
  }
}

/** A group on a standard queue is for fair queues: kept as it was. */
function messagePart({ attributes, traceHeader, groupId }: EntryFacts): Part {
  return {
    ...(attributes.length === 0 ? {} : { attributes }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    ...(groupId === undefined ? {} : { groupId }),
  }
}

function bodyPart(body: string | Uint8Array, to: MoveTo): Pick<Sendable, 'body' | 'isBase64'> {
  if (typeof body === 'string') return { body }
  if (to.kind === 'stream') return { body: Buffer.from(body).toString('base64'), isBase64: true }
  throw new AppError('invalid-input', 'the body is not text', {
    params: { field: 'body', reason: 'not-text' },
  })
}

/**
 * A message as it is sent to a place, with everything of it that the place can take.
 * @throws invalid-input where the place would refuse it
 */
export function toMessage(taken: Taken, to: MoveTo, named: Named): Sendable {
  const message = {
    ...bodyPart(taken.body, to),
    ...(to.kind === 'stream' ? recordPart(taken) : messagePart(taken.facts)),
    ...(to.isFifo ? fifoPart(taken, named) : {}),
  }
  to.check(message)
  return message
}
