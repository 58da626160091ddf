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

/** What was passed over on the way. */
interface Passed {
  letGo: number
  unjudged: number
}

/** What a tail's memory holds now and the wish fits, in the order in which it was read. */
async function* wanted(
  parts: KeepParts,
  { memory, wish, passed }: { memory: TailMemory; wish: Wish; passed: Passed },
) {
  const { filter, streamArn } = wish
  const judge =
    filter?.expression === undefined
      ? undefined
      : new RecordJudge(parts.expressions, filter.expression)
  const schemas = await parts.findSchemas({ service: 'stream', address: streamArn })
  const end = memory.read
  for (let index = 0; index < end;) {
    // The tail reads on meanwhile, and its memory lets go of the oldest.
    const from = Math.max(index, memory.oldestIndex - 1)
    passed.letGo += Math.min(from, end) - index
    if (from >= end) return
    const look = Math.min(atATime, end - from)
    const looked = memory.after(from, { filter, schemas, max: atATime, look })
    index = looked.index
    const within = looked.found.filter(({ record }) => isWithin(record, wish))
    const fitting = judge === undefined ? within : await judge.pass(within, schemas)
    const { failed = 0, unjudged = 0 } = judge?.standing ?? {}
    passed.unjudged = failed + unjudged
    if (fitting.length > 0) yield fitting.map(({ record }) => record)
  }
}

async function sourceOf({ sessions }: KeepParts, { connectionId, streamArn }: Wish) {
  const { connection } = await sessions.open(connectionId, 'kinesis')
  const named = { connectionId, connectionName: connection.name }
  return { kind: 'stream' as const, address: streamArn, name: streamNameOf(streamArn), ...named }
}

/**
 * Keeps what a tail has read, as far as it is still in memory, as a capture that can be found in and replayed.
 * @throws not-found where the tail is over or nothing fits, conflict where the disk does not take it
 */
export async function keepRecords(parts: KeepParts, wish: Wish): Promise<AnswerOf<'records.keep'>> {
  const source = await sourceOf(parts, wish)
  const params = { kind: 'record', name: source.name }
  const missing = new AppError('not-found', 'nothing to keep', { params })
  const memory = parts.tails.find(wish.tailId)?.memory
  if (memory === undefined) throw missing
  const coverage = { how: 'records' as const, isWhole: false }
  const passed: Passed = { letGo: 0, unjudged: 0 }
  let capture: RecordCapture | undefined
  let kept = 0
  try {
    for await (const records of wanted(parts, { memory, wish, passed })) {
      capture ??= await parts.captures.begin(wish.to, { source, coverage })
      await capture.add(records.map((each) => toEntry(each, parts.clock.now())))
      kept += records.length
    }
  } catch (thrown) {
    // What is on the disk by then stays there, and says that it is not all.
    await capture?.finish({ ...coverage, wasCut: true }).catch(() => undefined)
    throw thrown
  }
  if (capture === undefined) throw missing
  return { capture: await capture.finish(coverage), kept, ...passed }
}
