import { TAP_PREFIX } from '#contract'
import type { OutputOf, QueueUrl, TapLeftover, TapPart } from '#contract'
import { placeOf } from '../../connections/connection-store.ts'
import type { Session } from '../../connections/session.ts'
import { AppError, errorValue, toAppError } from '../../lib/app-error.ts'
import { concurrently } from '../../polling/concurrently.ts'
import { tapIdSchema, tapDeliveries } from '#contract'
import type { RemoverParts } from './tap-remover.ts'
import { TapRemover } from './tap-remover.ts'
import type { TapRecord } from './tap-records.ts'
import { findTapTags } from './tap-tags.ts'
import type { TapTags } from './tap-tags.ts'

const readsAtATime = 8

interface Found {
  queueUrl: QueueUrl
  name: string
  tags: TapTags
}

/** Finds queues of taps whose time is over, by name and tags, whoever made them, and removes them. */
export class TapSweeper {
  readonly #parts: RemoverParts
  readonly #remover: TapRemover

  constructor(parts: RemoverParts) {
    this.#parts = parts
    this.#remover = new TapRemover(parts)
  }

  /** What this machine has on record is not among them: that is its own to remove. */
  async find(session: Session): Promise<OutputOf<'taps.leftovers'>> {
    const { queues, records, clock } = this.#parts
    const own = new Set(records.list().map(({ queueName }) => queueName))
    const named = await queues.list(session, TAP_PREFIX)
    const found: Found[] = []
    let unread = 0
    await concurrently(
      named.filter(({ name }) => !own.has(name)),
      readsAtATime,
      async ({ queueUrl, name }) => {
        try {
          const tags = findTapTags(await queues.tagsOf(session, queueUrl))
          if (tags !== undefined) found.push({ queueUrl, name, tags })
        } catch (thrown) {
          // Gone meanwhile is nothing to tell of.
          if (toAppError(thrown).code !== 'not-found') unread += 1
        }
      },
    )
    const over = found.filter(({ tags }) => tags.expiresAtMs <= clock.now())
    const leftovers = over.map(toLeftover).sort((one, other) => one.expiredAtMs - other.expiredAtMs)
    return { leftovers, running: found.length - over.length, unread }
  }

  async sweep(
    session: Session,
    queueUrls: readonly QueueUrl[],
  ): Promise<OutputOf<'taps.sweep'>['outcomes']> {
    const outcomes: OutputOf<'taps.sweep'>['outcomes'] = []
    for (const queueUrl of queueUrls) {
      const queueName = queueUrl.split('/').at(-1) ?? queueUrl
      outcomes.push({
        queueUrl,
        queueName,
        parts: await this.#removeOne(session, queueUrl, queueName),
      })
    }
    return outcomes
  }

  /** Judged again by its tags: what was listed may be another's by now. */
  async #removeOne(session: Session, queueUrl: QueueUrl, name: string): Promise<TapPart[]> {
    const { queues, clock } = this.#parts
    try {
      const tags = findTapTags(await queues.tagsOf(session, queueUrl))
      const isOver = tags !== undefined && tags.expiresAtMs <= clock.now()
      if (!name.startsWith(TAP_PREFIX) || !isOver) throw notALeftover(name)
      const queueArn = await queues.arnOf(session, queueUrl)
      return await this.#remover.remove(
        session,
        recordOf(session, { queueUrl, queueArn, name, tags }),
      )
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.code === 'not-found') return both('removed')
      return both('left').map((part) => ({ ...part, error: errorValue(error) }))
    }
  }
}

function both(fate: TapPart['fate']): TapPart[] {
  return [
    { kind: 'queue', fate },
    { kind: 'subscription', fate },
  ]
}

function notALeftover(name: string): AppError {
  return new AppError('conflict', 'not a tap whose time is over', {
    params: { reason: 'tap-not-leftover', queue: name },
  })
}

function toLeftover({ queueUrl, name, tags }: Found): TapLeftover {
  const topic = tags.topicArn === undefined ? {} : { topicArn: tags.topicArn }
  return { queueUrl, queueName: name, owner: tags.owner, expiredAtMs: tags.expiresAtMs, ...topic }
}

/** What the remover goes by; of a tap that Weir has no record of, its subscription must be looked for. */
function recordOf(
  session: Session,
  { queueUrl, queueArn, name, tags }: Found & { queueArn: string },
): TapRecord {
  const { id: connectionId, name: connectionName } = session.connection
  const [delivery] = tapDeliveries
  return {
    tapId: tapIdSchema.parse('000000000000'),
    ...{ connectionId, connectionName, place: placeOf(session.connection), delivery },
    ...{ queueName: name, queueArn, queueUrl, undo: [] },
    // A topic that nobody names cannot be asked for its subscriptions.
    topicArn: tags.topicArn ?? (queueArn as TapRecord['topicArn']),
    startedAtMs: tags.expiresAtMs,
    endsAtMs: tags.expiresAtMs,
    queue: 'there',
    subscription: tags.topicArn === undefined ? 'absent' : 'making',
  }
}
