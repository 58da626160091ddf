import type { AnswerOf, ParsedInput } from '#contract'
import type { FindSchemaReader } from '../../codecs/schema-reading.ts'
import type { Sessions } from '../../connections/sessions.ts'
import type { Expressions } from '../../expressions/expressions.ts'
import { AppError } from '../../lib/app-error.ts'
import type { Clock } from '../../lib/clock.ts'
import { streamNameOf } from '../stream-mapping.ts'
import type { KeptRecord } from './kept-record.ts'
import type { RecordCapture, RecordCaptures, RecordEntry } from './record-captures.ts'
import { RecordJudge } from './record-judge.ts'
import type { TailMemory } from './tail-memory.ts'
import type { Tails } from './tails.ts'

/** Records that are looked at, and written, at a time. */
const atATime = 500

export interface KeepParts {
  sessions: Sessions
  tails: Tails
  clock: Clock
  expressions: Expressions
  findSchemas: FindSchemaReader
  captures: RecordCaptures
}

type Wish = ParsedInput<'records.keep'>

function toEntry(record: KeptRecord, takenAtMs: number): RecordEntry {
  const { data, arrivalMs, shardId, sequenceNumber } = record
  const { partitionKey, explicitHashKey, subSequence } = record
  return {
    body: data,
    ...{ shardId, sequenceNumber, takenAtMs, attributes: [], systemAttributes: [] },
    ...(arrivalMs === undefined ? {} : { sentAtMs: arrivalMs }),
    ...(partitionKey === undefined ? {} : { partitionKey }),
    ...(explicitHashKey === undefined ? {} : { explicitHashKey }),
    ...(subSequence === undefined ? {} : { subSequence }),
  }
}

function isWithin({ arrivalMs }: KeptRecord, { fromMs, untilMs }: Wish): boolean {
  if (fromMs === undefined && untilMs === undefined) return true
  if (arrivalMs === undefined) return false
  return arrivalMs >= (fromMs ?? arrivalMs) && arrivalMs <= (untilMs ?? arrivalMs)
}

/** What a tail's memory holds now and the wish fits, in the order in which it was read. */
async function* wanted(parts: KeepParts, memory: TailMemory, wish: Wish) {
  const { filter, streamArn } = wish
  const judge =
    filter?.expression === undefined
      ? undefined
      : new RecordJudge(parts.expressions, filter.expression)
  const schemas = await parts.findSchemas({ service: 'stream', address: streamArn })
  const end = memory.read
  for (let index = memory.oldestIndex - 1; index < end;) {
    const looking = { filter, schemas, max: atATime, look: Math.min(atATime, end - index) }
    const looked = memory.after(index, looking)
    index = looked.index
    const within = looked.found.filter(({ record }) => isWithin(record, wish))
    const passed = judge === undefined ? within : await judge.pass(within, schemas)
    if (passed.length > 0) yield passed.map(({ record }) => record)
  }
}

/**
 * Keeps what a tail has read, as far as it is still in memory, as a capture that can be found in and replayed.
 * @throws not-found where the tail is over or nothing fits, conflict where the disk does not take it
 */
export async function keepRecords(parts: KeepParts, wish: Wish): Promise<AnswerOf<'records.keep'>> {
  const { connectionId, streamArn, tailId, to } = wish
  const { connection } = await parts.sessions.open(connectionId)
  const name = streamNameOf(streamArn)
  const missing = new AppError('not-found', 'nothing to keep', {
    params: { kind: 'record', name },
  })
  const memory = parts.tails.find(tailId)?.memory
  if (memory === undefined) throw missing
  const named = { connectionId, connectionName: connection.name }
  const source = { kind: 'stream' as const, address: streamArn, name, ...named }
  const coverage = { how: 'records' as const, isWhole: false }
  const letGo = memory.oldestIndex - 1
  let capture: RecordCapture | undefined
  let kept = 0
  for await (const records of wanted(parts, memory, wish)) {
    capture ??= await parts.captures.begin(to, { source, coverage })
    await capture.add(records.map((each) => toEntry(each, parts.clock.now())))
    kept += records.length
  }
  if (capture === undefined) throw missing
  return { capture: await capture.finish(), kept, letGo }
}
