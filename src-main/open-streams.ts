import type { ParsedInput, StreamArn } from '#contract'
import type { CaptureStore } from './captures/capture-store.ts'
import type { FindSchemaReader } from './codecs/schema-reading.ts'
import type { ConnectionStore } from './connections/connection-store.ts'
import { SavedPins } from './connections/saved-pins.ts'
import type { Sessions } from './connections/sessions.ts'
import { expressionHandlers } from './expressions/expression-handlers.ts'
import { Expressions } from './expressions/expressions.ts'
import type { Clock } from './lib/clock.ts'
import type { DisposableStore } from './lib/disposables.ts'
import { recordCaptures } from './open-captures.ts'
import type { openSavedFiles } from './saved-files.ts'
import type { SendStarter } from './sends/send-starter.ts'
import { HandIterators } from './streams/iterators/hand-iterators.ts'
import { StreamReader } from './streams/stream-reader.ts'
import { Tails } from './streams/tails/tails.ts'
import { iteratorHandlers } from './streams/iterators/iterator-handlers.ts'
import { manageHandlers } from './streams/manage/manage-handlers.ts'
import { putHandlers } from './streams/puts/put-handlers.ts'
import { shardHandlers } from './streams/shard-handlers.ts'
import { streamHandlers } from './streams/stream-handlers.ts'
import { keepRecords } from './streams/tails/keep-records.ts'
import { tailHandlers } from './streams/tails/tail-handlers.ts'

interface StreamSurroundings {
  clock: Clock
  random(): number
  expressionWorkerUrl: URL
}

interface StreamParts {
  sessions: Sessions
  sending: { starter: SendStarter }
  files: Pick<ReturnType<typeof openSavedFiles>, 'streams'>
  store: ConnectionStore
  disposables: DisposableStore
  findSchemas: FindSchemaReader
  captures: CaptureStore
}

/** Streams, their shards and records, and the thread that judges records by expressions. */
export function openStreams(
  { clock, random, expressionWorkerUrl }: StreamSurroundings,
  { sessions, sending, files, store, disposables, findSchemas, captures }: StreamParts,
) {
  const saved = new SavedPins<StreamArn>(files.streams, (id) => store.find(id) !== undefined)
  const reader = new StreamReader(clock)
  const tails = new Tails({ reader, clock, random })
  const hand = new HandIterators()
  const expressions = new Expressions({ workerUrl: expressionWorkerUrl, clock })
  disposables.add(() => expressions.dispose())
  const reading = { sessions, tails, clock, expressions, findSchemas }
  return {
    ...streamHandlers({ sessions, reader, saved, clock }),
    ...tailHandlers(reading),
    'records.keep': (input: ParsedInput<'records.keep'>) =>
      keepRecords({ ...reading, captures: recordCaptures(captures) }, input),
    ...iteratorHandlers({ sessions, reader, tails, hand, clock }),
    ...shardHandlers({ sessions, reader, tails, hand, clock }),
    ...putHandlers({ sessions, reader, starter: sending.starter }),
    ...manageHandlers({ sessions, reader }),
    ...expressionHandlers(expressions),
  }
}
