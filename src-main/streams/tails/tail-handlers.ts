import { packRows } from '#contract'
import type { AnswerOf, FeedItem, ParsedInput, ParsedParams, RecordFilter } from '#contract'
import { findDecodedBytes, findText } from '../../codecs/decode.ts'
import type { FindSchemaReader, SchemaReader } from '../../codecs/schema-reading.ts'
import type { Session } from '../../connections/session.ts'
import type { Sessions } from '../../connections/sessions.ts'
import { AppError } from '../../lib/app-error.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Expressions } from '../../expressions/expressions.ts'
import { RecordJudge } from './record-judge.ts'
import { keptRecords } from './read-records.ts'
import { ShardCursor } from './shard-cursor.ts'
import type { Follower } from './follower.ts'
import type { Tail } from './tail.ts'
import { toRow } from './kept-record.ts'
import type { KeptRecord } from './kept-record.ts'
import type { Tails } from './tails.ts'

export interface TailHandlerParts {
  sessions: Sessions
  tails: Tails
  clock: Clock
  expressions: Expressions
  findSchemas: FindSchemaReader
}

export interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

type Item = FeedItem<'records.tail'>

const itemRows = 2_000
/** Of a filter, which costs more than a preview, fewer at a time: nothing else waits for long. */
const filteredLook = 500
/** What is read leaves in items so far apart at least. */
const itemEveryMs = 50
/** Where more is waiting than one item takes: whoever catches up is not kept waiting, and the window sets the pace by its credit. */
const fullItemEveryMs = 5
const lanesEveryMs = 500
/** Ages and lags are shown as they grow. */
const heartbeatMs = 1_000

/** The items of one follower of a tail. */
class Followed {
  readonly #follower: Follower
  readonly #tail: Tail
  readonly #clock: Clock
  readonly #filter: RecordFilter | undefined
  readonly #judge: RecordJudge | undefined
  readonly #findSchemas: FindSchemaReader
  #index: number
  #itemAtMs: number | undefined
  #lanesAtMs = Number.NEGATIVE_INFINITY

  constructor(
    follower: Follower,
    { clock, expressions, findSchemas }: TailHandlerParts,
    filter: RecordFilter | undefined,
  ) {
    const { tail } = follower
    const { expression } = filter ?? {}
    this.#judge = expression === undefined ? undefined : new RecordJudge(expressions, expression)
    this.#follower = follower
    this.#tail = tail
    this.#clock = clock
    this.#findSchemas = findSchemas
    this.#filter = filter
    // Another filter looks again at what is in memory.
    this.#index = tail.memory.oldestIndex - 1
  }

  /** The first leaves at once, later ones when there is something to say. @throws cancelled */
  async next(signal: AbortSignal): Promise<Item> {
    if (this.#itemAtMs !== undefined) await this.#untilDue(this.#itemAtMs, signal)
    if (this.#tail.isCancelled) {
      throw new AppError('cancelled', 'the tail has ended', { retryable: true })
    }
    const atMs = this.#clock.now()
    this.#itemAtMs = atMs
    const { memory } = this.#tail
    const look = this.#filter === undefined ? itemRows : filteredLook
    const schemas = this.#filter === undefined ? undefined : await this.#schemas()
    const { found, index } = memory.after(this.#index, {
      ...{ filter: this.#filter, max: itemRows, look, schemas },
    })
    this.#index = index
    const passed = this.#judge === undefined ? found : await this.#judge.pass(found, schemas)
    this.#follower.take(index)
    const rows = passed.map((each) => toRow(each.record, each.index))
    rows.sort((a, b) => (a.arrivalMs ?? 0) - (b.arrivalMs ?? 0) || a.index - b.index)
    return {
      run: this.#tail.run,
      packedRows: packRows(rows),
      ...(this.#judge === undefined ? {} : { expression: this.#judge.standing }),
      ...this.#lanes(atMs),
      ...this.#tail.status,
      ...this.#polling(atMs),
      read: memory.read,
      oldestIndex: memory.oldestIndex,
      atMs,
    }
  }

  /** What is filtered is what would be shown. */
  #schemas(): Promise<SchemaReader | undefined> {
    return this.#findSchemas({ service: 'stream', address: this.#tail.wish.streamArn })
  }

  async #untilDue(itemAtMs: number, signal: AbortSignal): Promise<void> {
    const { memory, changes } = this.#tail
    const waited = new AbortController()
    const either = AbortSignal.any([signal, waited.signal])
    const heartbeat = this.#clock.sleep(
      Math.max(0, itemAtMs + heartbeatMs - this.#clock.now()),
      either,
    )
    let isOver = false
    void heartbeat.then(() => {
      isOver = true
    })
    while (memory.read <= this.#index && !isOver) await Promise.race([changes.wait(), heartbeat])
    waited.abort()
    const everyMs = memory.read - this.#index >= itemRows ? fullItemEveryMs : itemEveryMs
    await this.#clock.sleep(Math.max(0, itemAtMs + everyMs - this.#clock.now()), signal)
  }

  #polling(atMs: number): Pick<Item, 'status'> {
    const { state, error } = this.#tail.status
    const untilMs = Math.round(atMs + this.#tail.dueInMs)
    if (state === 'backing-off' && error !== undefined) return { status: { state, untilMs, error } }
    if (state === 'ended' || state === 'failed') return { status: { state: 'paused' } }
    const { slowedBy } = this.#tail
    return {
      status: { state: 'waiting', untilMs, ...(slowedBy === undefined ? {} : { slowedBy }) },
    }
  }

  #lanes(atMs: number): Pick<Item, 'lanes'> {
    if (atMs - this.#lanesAtMs < lanesEveryMs) return {}
    this.#lanesAtMs = atMs
    return { lanes: this.#tail.lanes }
  }
}

async function* follow(
  parts: TailHandlerParts,
  { connectionId, tailId, filter, ...wish }: ParsedParams<'records.tail'>,
  { signal, demand }: FeedDemand,
): AsyncGenerator<Item, void, void> {
  const { sessions, tails } = parts
  const follower = tails.open(tailId, await sessions.open(connectionId, 'kinesis'), wish)
  const followed = new Followed(follower, parts, filter)
  try {
    while (!signal.aborted && (await demand())) {
      follower.want(true)
      yield await followed.next(signal)
      follower.want(false)
    }
  } finally {
    void tails.leave(tailId, follower)
  }
}

/** A record that memory has let go is read once more, which costs one read of its shard. @throws not-found */
async function readAgain(
  session: Session,
  clock: Clock,
  input: ParsedInput<'records.get'>,
): Promise<KeptRecord> {
  const { streamArn, shardId, sequenceNumber, subSequence } = input
  const start = { type: 'AT_SEQUENCE_NUMBER' as const, sequenceNumber }
  const cursor = new ShardCursor({ session, clock, streamArn, shardId, start })
  const { records } = await cursor.read(1)
  const [record] = records.filter(({ SequenceNumber }) => SequenceNumber === sequenceNumber)
  const kept = record === undefined ? [] : keptRecords(shardId, record)
  const found = kept.find((each) => each.subSequence === subSequence)
  if (found !== undefined) return found
  throw new AppError('not-found', 'the record has expired', {
    params: { kind: 'record', name: sequenceNumber },
  })
}

async function getRecord(
  { sessions, tails, clock, findSchemas }: TailHandlerParts,
  input: ParsedInput<'records.get'>,
): Promise<AnswerOf<'records.get'>> {
  const { index, sequenceNumber } = input
  const inMemory = tails.find(input.tailId)?.memory.find(index)
  const record =
    inMemory?.sequenceNumber === sequenceNumber
      ? inMemory
      : await readAgain(await sessions.open(input.connectionId, 'kinesis'), clock, input)
  const text = findText(record.data)
  const schemas = await findSchemas({ service: 'stream', address: input.streamArn })
  const decoded = findDecodedBytes(record.data, { off: input.off, schemas })
  return {
    record: toRow(record, index),
    ...(text === undefined ? { data: Buffer.from(record.data).toString('base64') } : { text }),
    ...(decoded === undefined ? {} : { decoded }),
  }
}

function summaryOf({ wish, status, memory, lanes }: Tail) {
  return {
    streamArn: wish.streamArn,
    state: status.state,
    records: memory.read,
    behindMs: Math.max(0, ...lanes.map(({ behindMs = 0 }) => behindMs)),
    throttles: lanes.reduce((sum, lane) => sum + lane.throttles, 0),
    gaps: lanes.filter(({ gap }) => gap !== undefined).length,
  }
}

/** The timeline: input to service to answer, nothing more. */
export function tailHandlers(parts: TailHandlerParts) {
  return {
    'records.tail': (params: ParsedParams<'records.tail'>, context: FeedDemand) =>
      follow(parts, params, context),
    'records.listTails': ({ connectionId }: ParsedInput<'records.listTails'>) => ({
      tails: parts.tails.list(parts.sessions.get(connectionId)).map(summaryOf),
    }),
    'records.get': (input: ParsedInput<'records.get'>) => getRecord(parts, input),
  }
}
