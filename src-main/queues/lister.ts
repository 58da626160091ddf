import { isAws } from '#contract'
import type { ListedMessage, ListingSource, QueueDetail, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import { findEmulatorAnswer } from './emulator-http.ts'
import { fauxqsListing } from './listing-fauxqs.ts'
import { localStackListing } from './listing-localstack.ts'
import { miniStackListing } from './listing-ministack.ts'
import type { Listed, ListingWay } from './listing-way.ts'
import type { LookMemory } from './look-memory.ts'
import { toMessage, toPreview } from './message-mapping.ts'
import type { QueueReader } from './queue-reader.ts'

export interface ListingRequest {
  session: Session
  /** Holds the bodies for `messages.get`, apart from what looks brought: a listing gives no handle. */
  memory: LookMemory
  queueUrl: QueueUrl
  max: number
}

export interface Listing {
  source?: ListingSource
  messages: ListedMessage[]
  total: number
  listedAtMs: number
}

const listingWays: readonly ListingWay[] = [fauxqsListing, localStackListing, miniStackListing]

interface Answered {
  way: ListingWay
  listed: Listed[]
}

function unreadableListing(endpoint: string): AppError {
  return new AppError('answer-damaged', 'the listing is not one', {
    params: { endpoint, damage: 'unreadable' },
    retryable: true,
  })
}

/** Lists what an emulator says a queue holds. Only ever asks the endpoint of an emulator connection. */
export class Lister {
  readonly #reader: QueueReader
  readonly #clock: Clock
  /** What a session's emulator offers, once it is known; an empty list is nothing. */
  readonly #known = new WeakMap<Session, readonly ListingWay[]>()

  constructor(reader: QueueReader, clock: Clock) {
    this.#reader = reader
    this.#clock = clock
  }

  /** @throws not-found when the queue was deleted, endpoint-unreachable */
  async list(request: ListingRequest): Promise<Listing> {
    const { session, queueUrl } = request
    const nothing = { messages: [], total: 0, listedAtMs: this.#clock.now() }
    if (isAws(session.connection.target)) return nothing
    const queue = await this.#reader.describe(session, queueUrl)
    const answered = await this.#ask(session, queue)
    if (answered === undefined) return nothing
    return {
      source: answered.way.source,
      messages: this.#remember(request, queue, answered.listed),
      total: answered.listed.length,
      listedAtMs: this.#clock.now(),
    }
  }

  async #ask(session: Session, queue: QueueDetail): Promise<Answered | undefined> {
    const { endpoint, connection } = session
    const { region } = connection
    if (endpoint === undefined) return undefined
    const known = this.#known.get(session)
    for (const way of known ?? listingWays) {
      const listed = way.read(await findEmulatorAnswer(endpoint, way.path({ ...queue, region })))
      if (listed !== undefined) {
        this.#known.set(session, [way])
        return { way, listed }
      }
      // It has listed before: one bad answer does not mean that it no longer can.
      if (known !== undefined) throw unreadableListing(endpoint)
    }
    // Every way was answered, and by none of them: not asked again while the connection is open.
    this.#known.set(session, [])
    return undefined
  }

  #remember(
    { memory, queueUrl, max }: ListingRequest,
    queue: QueueDetail,
    listed: readonly Listed[],
  ): ListedMessage[] {
    return listed.slice(0, max).map(({ received, state, untilMs }) => {
      const message = toMessage(received, queue)
      memory.remember(queueUrl, { message, receiptHandle: '' })
      const until = untilMs === undefined ? {} : { untilMs: Math.max(0, Math.round(untilMs)) }
      return { ...toPreview(message), state, ...until }
    })
  }
}
