import { GetRecordsCommand, GetShardIteratorCommand } from '@aws-sdk/client-kinesis'
import type { _Record, GetRecordsOutput } from '@aws-sdk/client-kinesis'
import { shardIdSchema } from '#contract'
import type { IteratorType, SequenceNumber, ShardId, StreamArn } from '#contract'
import { z } from '#contract/z'
import type { Session } from '../../connections/session.ts'
import { toAppError } from '../../lib/app-error.ts'
import type { AppError } from '../../lib/app-error.ts'
import type { Clock } from '../../lib/clock.ts'
import { kinesisClient, kinesisFacts, streamParams } from '../kinesis.ts'

/** An iterator lives for five minutes after it was given ([sdk] GetShardIterator). */
const iteratorLifeMs = 300_000
/** One this old is not used any more: the answer to it may come too late. */
const iteratorUseMs = 270_000
/** A shard without a record has no sequence number to go on from, and clocks differ by a little. */
const latestOverlapMs = 2_000

export type ShardStart =
  | { type: 'LATEST' | 'TRIM_HORIZON' }
  | { type: 'AT_TIMESTAMP'; atMs: number }
  | { type: 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER'; sequenceNumber: SequenceNumber }

export interface ReadRecord extends _Record {
  SequenceNumber: SequenceNumber
  Data: Uint8Array
}

export interface ShardRead {
  records: ReadRecord[]
  /** Undefined where Kinesis did not say. */
  behindMs: number | undefined
  /** The shard is closed and read to its end. */
  isEnd: boolean
  /** Its children, where Kinesis named them. */
  children: ShardId[]
  /** Records given again after those that were read. */
  repeats: number
}

export interface CursorParts {
  session: Session
  clock: Clock
  streamArn: StreamArn
  shardId: ShardId
  start: ShardStart
}

/** Of two sequence numbers of one shard, whether the first comes after the second. Both without leading zeros. */
function isAfter(first: string, second: string): boolean {
  return first.length === second.length ? first > second : first.length > second.length
}

/** The fields that a reader stands on; the rest may be missing. Not a schema: there may be 10,000 in one answer. */
function isRecord(record: Partial<_Record> | null): record is ReadRecord {
  return record?.Data instanceof Uint8Array && /^\d+$/.test(record.SequenceNumber ?? '')
}

/** @throws a schema's error where it is no answer of Kinesis: an empty one would look like the end of the shard */
function recordsOf({ Records }: GetRecordsOutput): ReadRecord[] {
  const records = z.array(z.unknown()).parse(Records).length === 0 ? [] : (Records ?? [])
  if (records.every(isRecord)) return records
  throw new z.ZodError([])
}

/** Refused for what it is, not for what was asked: another from the same place may do. */
function isIteratorRefused({ code, params }: AppError): boolean {
  return params['name'] === 'ExpiredIteratorException' || code === 'invalid-input'
}

/**
 * Reads one shard forward. It knows where it is by the last sequence number, so an iterator that expired, or that
 * an emulator forgot, is got anew there without gap or repeat.
 */
export class ShardCursor {
  readonly shardId: ShardId
  readonly start: ShardStart
  lastSequenceNumber: SequenceNumber | undefined
  obtainedAtMs: number | undefined
  reads = 0
  renewals = 0
  readonly #parts: CursorParts
  #iterator: string | undefined
  /** Up to when the shard is known to have had nothing new, while it has had nothing at all. */
  #seenUntilMs: number | undefined

  constructor(parts: CursorParts) {
    this.#parts = parts
    this.shardId = parts.shardId
    this.start = parts.start
  }

  /** The iterator as Kinesis gave it, while it may still be used. */
  get iterator(): string | undefined {
    return this.#iterator
  }

  get expiresAtMs(): number | undefined {
    return this.obtainedAtMs === undefined ? undefined : this.obtainedAtMs + iteratorLifeMs
  }

  /** Gets the iterator before the first read is wanted. */
  async obtain(): Promise<void> {
    await this.#ensureIterator()
  }

  /** One read. What throws leaves the place as it was. @throws throttled, not-found and what else Kinesis says */
  async read(limit?: number): Promise<ShardRead> {
    const isFresh = await this.#ensureIterator()
    try {
      return await this.#read(limit)
    } catch (thrown) {
      const error = toAppError(thrown)
      // An answer that nobody understands may be about the iterator (kinesis-local: 500 to one it forgot).
      if (error.code === 'unexpected') this.#iterator = undefined
      if (isFresh || !isIteratorRefused(error)) throw error
      this.#iterator = undefined
      await this.#ensureIterator()
      return this.#read(limit)
    }
  }

  /** Gets the first iterator, or another for one that ran out; true when it did. */
  async #ensureIterator(): Promise<boolean> {
    const { clock, session } = this.#parts
    const ageMs = clock.now() - (this.obtainedAtMs ?? Number.NEGATIVE_INFINITY)
    if (this.#iterator !== undefined && ageMs >= 0 && ageMs < iteratorUseMs) return false
    if (this.obtainedAtMs !== undefined) this.renewals += 1
    const askedAtMs = clock.now()
    const place = this.#place()
    this.#iterator = await session.call(kinesisFacts('GetShardIterator', 'poll'), async () => {
      const { ShardIterator } = await kinesisClient(session, 'poll').send(
        new GetShardIteratorCommand({
          ...streamParams(session, this.#parts.streamArn),
          ShardId: this.shardId,
          ...place,
        }),
      )
      return z.string().min(1).parse(ShardIterator)
    })
    this.obtainedAtMs = askedAtMs
    this.#seenUntilMs ??= askedAtMs
    return true
  }

  #place(): { ShardIteratorType: IteratorType; [name: string]: unknown } {
    if (this.lastSequenceNumber !== undefined) {
      return {
        ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
        StartingSequenceNumber: this.lastSequenceNumber,
      }
    }
    const { start } = this
    if (start.type === 'LATEST' && this.#seenUntilMs !== undefined) {
      // Another LATEST would leave out what came between. The time is Kinesis's: by a clock of ours that is fast it would
      // be refused as one to come, by a slow one old records would be taken for new. It is known to a second, so up to
      // three seconds of what came before the start may be shown, and nothing is left out.
      const { systemClockOffset } = kinesisClient(this.#parts.session, 'poll').config
      const Timestamp = new Date(this.#seenUntilMs + systemClockOffset - latestOverlapMs)
      return { ShardIteratorType: 'AT_TIMESTAMP', Timestamp }
    }
    if ('atMs' in start) {
      return { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(start.atMs) }
    }
    const from =
      'sequenceNumber' in start ? { StartingSequenceNumber: start.sequenceNumber } : undefined
    return { ShardIteratorType: start.type, ...from }
  }

  async #read(limit: number | undefined): Promise<ShardRead> {
    const { session, clock } = this.#parts
    const askedAtMs = clock.now()
    this.reads += 1
    const { answer, given } = await session.call(kinesisFacts('GetRecords', 'poll'), async () => {
      const command = new GetRecordsCommand({ ShardIterator: this.#iterator, Limit: limit })
      const answer = await kinesisClient(session, 'poll').send(command)
      return { answer, given: recordsOf(answer) }
    })
    const records = given.filter(({ SequenceNumber }) => this.#isNew(SequenceNumber))
    this.#iterator = answer.NextShardIterator
    this.obtainedAtMs = askedAtMs
    this.#seenUntilMs = askedAtMs
    return {
      records,
      behindMs: answer.MillisBehindLatest,
      isEnd: answer.NextShardIterator === undefined,
      children: (answer.ChildShards ?? []).map(({ ShardId }) => shardIdSchema.parse(ShardId)),
      repeats: given.length - records.length,
    }
  }

  /** Within a shard sequence numbers only grow. */
  #isNew(sequenceNumber: SequenceNumber): boolean {
    const last = this.lastSequenceNumber
    if (last !== undefined && !isAfter(sequenceNumber, last)) return false
    this.lastSequenceNumber = sequenceNumber
    return true
  }
}
