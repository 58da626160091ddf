import { queueArnSchema } from '#contract'
import type { MovePlan, MoveTarget, QueueUrl } from '#contract'
import { findPositions } from './captures/expression-search.ts'
import type { CaptureStore } from './captures/capture-store.ts'
import type { Session } from './connections/session.ts'
import type { Sessions } from './connections/sessions.ts'
import type { Expressions } from './expressions/expressions.ts'
import { AppError } from './lib/app-error.ts'
import type { Clock } from './lib/clock.ts'
import type { BulkHoldings } from './queues/bulk-holdings.ts'
import type { Holds } from './queues/holds.ts'
import { checkMessage } from './queues/message-check.ts'
import { resolveQueueAddress } from './queues/queue-address.ts'
import { queueName } from './queues/queue-mapping.ts'
import type { QueueReader } from './queues/queue-reader.ts'
import { queueRules, queueTarget } from './queues/queue-sends.ts'
import { RedriveSource } from './queues/redrives/redrive-source.ts'
import { CaptureSource, chosenPositions } from './replay/capture-source.ts'
import type { CapturedEntries } from './replay/capture-source.ts'
import type { MoveEnds, MoveTo, Taken } from './replay/move-ports.ts'
import { queueSource } from './replay/queue-source.ts'
import { streamRules, streamTarget } from './streams/puts/put-handlers.ts'
import { checkRecord } from './streams/puts/put-record.ts'
import { StreamReader } from './streams/stream-reader.ts'
import { topicTarget } from './topics/publish-handlers.ts'
import { checkAnnouncement, rulesOf as topicRules } from './topics/publisher.ts'
import { toTopic } from './topics/topic-mapping.ts'

export interface OpenerParts {
  sessions: Sessions
  reader: QueueReader
  holds: Pick<Holds, 'listLeft'>
  holdings: Pick<BulkHoldings, 'open'>
  clock: Clock
  random(): number
}

/**
 * How long a receive of a redrive hides a message. Its send and its delete take a second, and it is renewed while it waits;
 * what was not chosen is hidden for longer, so that it is renewed less often.
 */
const hideAllSeconds = 30
const hideSomeSeconds = 120
/** How long the thread of captures may look for one page. */
const patienceMs = 5_000

export function capturedEntries(
  store: CaptureStore,
  { expressions, clock }: { expressions: Expressions; clock: Clock },
): CapturedEntries {
  return {
    get: (captureId) => store.get(captureId),
    find: ({ captureId, filter = {} }, after, limit) => {
      const query = { captureId, filter, after, limit, patienceMs }
      return findPositions({ store, expressions, now: () => clock.now() }, query)
    },
    read: async (captureId, positions) => {
      const entries = await store.readAt(captureId, positions)
      return entries.map((entry, at) => ({ ...entry, position: positions[at] ?? 0 }))
    },
  }
}

/** Targets of moves, by what they are. */
class Targets {
  readonly #reader: QueueReader
  readonly #streams: StreamReader

  constructor(reader: QueueReader, clock: Clock) {
    this.#reader = reader
    this.#streams = new StreamReader(clock)
  }

  async queue(session: Session, queueUrl: QueueUrl): Promise<MoveTo> {
    const rules = await queueRules(this.#reader, session, queueUrl)
    return {
      ...queueTarget(session, queueUrl),
      ...{ kind: 'queue', name: queueName(queueUrl), isFifo: rules.type === 'fifo' },
      check: (message) => {
        checkMessage(message, rules)
      },
    }
  }

  /** @throws invalid-input where each message goes elsewhere */
  async one(session: Session, to: Exclude<MoveTarget, { kind: 'sources' }>): Promise<MoveTo> {
    if (to.kind === 'queue') return this.queue(session, to.queueUrl)
    if (to.kind === 'topic') {
      const rules = topicRules(to.topicArn)
      return {
        ...topicTarget(session, to.topicArn),
        ...{ kind: 'topic', name: toTopic(to.topicArn).name, isFifo: rules.type === 'fifo' },
        check: (message) => {
          checkAnnouncement(message, rules)
        },
      }
    }
    const rules = await streamRules(this.#streams, session, to.streamArn)
    return {
      ...streamTarget(session, to.streamArn, false),
      ...{ kind: 'stream', name: to.streamArn.split('/').at(-1) ?? to.streamArn, isFifo: false },
      check: (record) => {
        checkRecord(record, rules)
      },
    }
  }
}

function noSource(name: string): AppError {
  return new AppError('not-found', 'it is not said which queue it came from', {
    params: { kind: 'source-queue', reason: 'no-source-queue', name },
  })
}

/** Each to the queue that it came from; one target for each such queue. */
function bySource(targets: Targets, session: Session) {
  const opened = new Map<string, Promise<MoveTo>>()
  const open = async (arn: string): Promise<MoveTo> =>
    targets.queue(session, await resolveQueueAddress(session, arn))
  return async ({ key, facts: { deadLetterSourceArn } }: Taken): Promise<MoveTo> => {
    const arn = queueArnSchema.safeParse(deadLetterSourceArn).data
    if (arn === undefined) throw noSource(key)
    const target = opened.get(arn) ?? open(arn)
    opened.set(arn, target)
    // What failed for a moment is asked again for the next message.
    target.catch(() => opened.delete(arn))
    return target
  }
}

/** Opens both ends of a move. */
export class EndsOpener {
  readonly #targets: Targets
  readonly #parts: OpenerParts
  readonly #entries: CapturedEntries

  constructor(parts: OpenerParts, entries: CapturedEntries) {
    this.#parts = parts
    this.#entries = entries
    this.#targets = new Targets(parts.reader, parts.clock)
  }

  async open(plan: MovePlan): Promise<MoveEnds> {
    const session = await this.#parts.sessions.open(plan.connectionId)
    const to = await this.openTo(plan, session)
    return plan.kind === 'replay' ? this.#replay(plan, to) : this.#redrive(plan, { session, to })
  }

  /** Where messages go, and what that is called. @throws what keeps it from being reached */
  async openTo(plan: MovePlan, session: Session): Promise<Pick<MoveEnds, 'findTo' | 'toName'>> {
    if (plan.to.kind === 'sources') return { toName: '', findTo: bySource(this.#targets, session) }
    const target = await this.#targets.one(session, plan.to)
    return { toName: target.name, findTo: () => Promise.resolve(target) }
  }

  async #replay(
    { choice, pace }: MovePlan & { kind: 'replay' },
    to: Pick<MoveEnds, 'findTo' | 'toName'>,
  ): Promise<MoveEnds> {
    const { clock } = this.#parts
    const { name } = await this.#entries.get(choice.captureId)
    const source = new CaptureSource({ entries: this.#entries, choice, pace, clock })
    return { ...to, source, from: name, total: await this.#count(choice) }
  }

  async #redrive(
    { queueUrl, choice }: MovePlan & { kind: 'redrive' },
    { session, to }: { session: Session; to: Pick<MoveEnds, 'findTo' | 'toName'> },
  ): Promise<MoveEnds> {
    const { reader, holds, holdings, clock, random } = this.#parts
    const queue = await reader.describe(session, queueUrl)
    const chosen = choice === undefined ? undefined : await this.#messageIds(choice)
    const hideSeconds = chosen === undefined ? hideAllSeconds : hideSomeSeconds
    const concurrency = 4
    const holding = holdings.open({ session, queueUrl, hideSeconds, concurrency })
    const source = new RedriveSource({
      ...{ session, queue, chosen, holding, hideSeconds, clock, random },
      listLeft: () => holds.listLeft(holding.hold.key),
    })
    return {
      ...to,
      source: queueSource(source, chosen),
      from: queue.name,
      total: chosen?.size ?? queue.depth.visible + queue.depth.inFlight,
    }
  }

  async #count(choice: Parameters<CapturedEntries['find']>[0]): Promise<number> {
    let count = 0
    for await (const some of chosenPositions(this.#entries, choice)) count += some.length
    return count
  }

  /** By message id, the position in the capture. */
  async #messageIds(choice: Parameters<CapturedEntries['find']>[0]): Promise<Map<string, number>> {
    const ids = new Map<string, number>()
    for await (const some of chosenPositions(this.#entries, choice)) {
      for (const { messageId, position } of await this.#entries.read(choice.captureId, some)) {
        if (messageId !== undefined) ids.set(messageId, position)
      }
    }
    return ids
  }
}
