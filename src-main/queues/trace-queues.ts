import { LOOK_MAX } from '#contract'
import type { LookLedger, Message, QueueUrl, TraceCost, TraceQueue } from '#contract'
import type { Session } from '../connections/session.ts'
import type { Clock } from '../lib/clock.ts'
import { lookLedger } from './look-ledger.ts'
import type { Looker } from './looker.ts'
import { resolveQueueAddress } from './queue-address.ts'
import { toQueueDetail } from './queue-mapping.ts'
import type { QueueReader } from './queue-reader.ts'
import type { SessionMemories } from './session-memories.ts'

export interface TraceQueueParts {
  reader: QueueReader
  looker: Looker
  memories: SessionMemories
  clock: Clock
}

/** Before each look the queue is read: its redrive policy may be another by now. */
const readRequests = 1

/** What a quick look does to others that they may not want. */
function costsOf(ledger: LookLedger): TraceCost[] {
  const { maxReceiveCount, movesNow, movesNext, unknownCounts, visibleNow } = ledger
  const mayMove = movesNow.length + movesNext.length + unknownCounts > 0
  return [
    ...(maxReceiveCount === 1 ? (['last-receive'] as const) : []),
    ...(maxReceiveCount !== undefined && mayMove ? (['redrive'] as const) : []),
    ...(visibleNow > LOOK_MAX ? (['backlog'] as const) : []),
  ]
}

async function inspect(
  { reader, memories, clock }: TraceQueueParts,
  session: Session,
  queueArn: string,
): Promise<{ queue: TraceQueue; policy: string }> {
  const queueUrl = await resolveQueueAddress(session, queueArn)
  const attributes = await reader.readAttributes(session, queueUrl, ['All'])
  const detail = toQueueDetail(queueUrl, attributes, clock.now())
  const ledger = lookLedger({
    queue: detail,
    seen: memories.looked(session).list(queueUrl),
    max: LOOK_MAX,
    hideSeconds: 0,
    deadLetterName: detail.redrive?.deadLetterArn.split(':').at(-1),
  })
  const { depth, redrive, delaySeconds, type } = detail
  const { deadLetterName } = ledger
  const queue: TraceQueue = {
    ...{ queueUrl, visible: depth.visible, inFlight: depth.inFlight, delaySeconds },
    ...{ isFifo: type === 'fifo', costs: costsOf(ledger) },
    hasKmsKey: (attributes['KmsMasterKeyId'] ?? '') !== '',
    requests: ledger.requests + readRequests,
    ...(redrive === undefined ? {} : { maxReceiveCount: redrive.maxReceiveCount }),
    ...(deadLetterName === undefined ? {} : { deadLetterName }),
  }
  return { queue, policy: attributes['Policy'] ?? '' }
}

async function look(
  { looker, memories }: TraceQueueParts,
  session: Session,
  queueUrl: QueueUrl,
): Promise<{ messages: Message[]; visible: number; inFlight: number }> {
  const memory = memories.looked(session)
  const wanted = { session, memory, queueUrl, max: LOOK_MAX, acceptMoves: [], hideSeconds: 0 }
  const heldIds: ReadonlySet<never> = new Set()
  const queue = await looker.prepare({ ...wanted, heldIds })
  const { messages } = await looker.receive({ ...wanted, heldIds }, queue)
  const { visible, inFlight } = queue.depth
  return {
    messages: messages.map(({ messageId }) => memory.get(queueUrl, messageId).message),
    visible,
    inFlight,
  }
}

/** What traces of topics need of SQS, joined to them by compose. */
export function traceQueues(parts: TraceQueueParts) {
  return {
    inspect: (session: Session, queueArn: string) => inspect(parts, session, queueArn),
    look: (session: Session, queueUrl: QueueUrl) => look(parts, session, queueUrl),
  }
}
