import { ENTRY_PAGE_MAX } from '#contract'
import type {
  AnswerOf,
  CaptureId,
  CaptureSource,
  ConnectionId,
  Message,
  MessageId,
  ParsedInput,
  QueueUrl,
} from '#contract'
import { findDecoded, findDecodedBytes, findText } from '../codecs/decode.ts'
import type { FindSchemaReader } from '../codecs/schema-reading.ts'
import type { Expressions } from '../expressions/expressions.ts'
import { AppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import { exportCapture, importCapture } from './capture-files.ts'
import type { CaptureStore } from './capture-store.ts'
import { toBody } from './entry-codec.ts'
import { findPositions } from './expression-search.ts'
import { findEntries, groupEntries } from './entry-handlers.ts'
import { toMessageEntry } from './message-entry.ts'

/** What captures need of queues: the messages that looks brought, as far as they are still in memory. */
export interface SeenMessages {
  find(
    queue: { connectionId: ConnectionId; queueUrl: QueueUrl },
    messageIds: readonly MessageId[],
  ): Promise<{ source: CaptureSource; messages: Message[] }>
}

export interface CaptureHandlerParts {
  store: CaptureStore
  seen: SeenMessages
  expressions: Pick<Expressions, 'test'>
  findSchemas: FindSchemaReader
  clock: Clock
  chooseFile(suggestedName: string): Promise<string | undefined>
  chooseExistingFile(): Promise<string | undefined>
}

function fileNameOf(name: string, format: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|-+$/g, '')
  return `${plain === '' ? 'capture' : plain.slice(0, 80)}.${format}`
}

/** Entries of merged captures stand in the order of their parts. */
async function findSource(store: CaptureStore, captureId: CaptureId, position: number) {
  const { parts } = await store.get(captureId)
  let end = 0
  return parts.find(({ entryCount }) => position <= (end += entryCount))?.source
}

async function findReader(
  { store, findSchemas }: Pick<CaptureHandlerParts, 'store' | 'findSchemas'>,
  { captureId, position }: ParsedInput<'captures.getEntry'>,
) {
  const { kind = 'file', address = '' } = (await findSource(store, captureId, position)) ?? {}
  return kind === 'file' ? undefined : findSchemas({ service: kind, address })
}

async function entryOf(
  parts: Pick<CaptureHandlerParts, 'store' | 'findSchemas'>,
  input: ParsedInput<'captures.getEntry'>,
) {
  const { store } = parts
  const { captureId, position, off } = input
  const [entry] = await store.read({ captureId, from: position, limit: 1 })
  if (entry === undefined) {
    const params = { kind: 'entry', name: String(position) }
    throw new AppError('not-found', 'no such entry', { params })
  }
  const { body, ...facts } = entry
  const options = { off, schemas: await findReader(parts, input) }
  const text = findText(body)
  const decoded = text === undefined ? findDecodedBytes(body, options) : findDecoded(text, options)
  return {
    ...facts,
    ...{ position, body: toBody(body), bodyBytes: body.length },
    ...(decoded === undefined ? {} : { decoded }),
  }
}

/** How long the thread may look for one page of what is exported. */
const exportPatienceMs = 1_000

/** All of a capture, or what fits. */
async function exportEntries(
  { store, expressions, clock, chooseFile }: CaptureHandlerParts,
  { captureId, format, filter }: ParsedInput<'captures.export'>,
): Promise<AnswerOf<'captures.export'>> {
  const { name } = await store.get(captureId)
  const path = await chooseFile(fileNameOf(name, format))
  if (path === undefined) return { entries: 0 }
  const parts = { store, expressions, now: () => clock.now() }
  const query = { captureId, limit: ENTRY_PAGE_MAX, patienceMs: exportPatienceMs }
  const find = filter && ((after: number) => findPositions(parts, { ...query, filter, after }))
  const { entries, failed } = await exportCapture(store, captureId, { path, format, find })
  return { path, entries, ...(failed === 0 ? {} : { failed }) }
}

async function keepMessages(
  { store, seen, clock }: CaptureHandlerParts,
  { to, messageIds, ...queue }: ParsedInput<'captures.keepMessages'>,
): Promise<AnswerOf<'captures.keepMessages'>> {
  const wanted = [...new Set(messageIds)]
  const { source, messages } = await seen.find(queue, wanted)
  if (messages.length === 0) {
    const params = { kind: 'message', name: source.name }
    throw new AppError('not-found', 'none of the messages is in memory', { params })
  }
  const from = { source, coverage: { how: 'look' as const, isWhole: false } }
  const writer = await store.open(to, from)
  await writer.add(messages.map((message) => toMessageEntry(message, clock.now())))
  await writer.finish()
  const capture = await store.get(writer.captureId)
  return { capture, kept: messages.length, missing: wanted.length - messages.length }
}

/** Operations of captures: input to store to answer. */
export function captureHandlers(parts: CaptureHandlerParts) {
  const { store, chooseExistingFile } = parts
  return {
    'captures.list': async () => ({ captures: await store.list() }),
    'captures.get': ({ captureId }: ParsedInput<'captures.get'>) => store.get(captureId),
    'captures.change': ({ captureId, ...change }: ParsedInput<'captures.change'>) =>
      store.change(captureId, change),
    'captures.merge': ({ captureIds }: ParsedInput<'captures.merge'>) => store.merge(captureIds),
    'captures.delete': async ({ captureIds }: ParsedInput<'captures.delete'>) => {
      await store.delete(captureIds)
      return {}
    },
    'captures.wipe': async () => {
      await store.wipe()
      return {}
    },
    'captures.use': () => store.use(),
    'captures.listEntries': async ({
      captureId,
      from,
      limit,
    }: ParsedInput<'captures.listEntries'>) => ({
      entries: await store.rows({ captureId, from, limit }),
    }),
    'captures.findEntries': (input: ParsedInput<'captures.findEntries'>) =>
      findEntries(parts, input),
    'captures.groupEntries': (input: ParsedInput<'captures.groupEntries'>) =>
      groupEntries(parts, input),
    'captures.getEntry': (input: ParsedInput<'captures.getEntry'>) => entryOf(parts, input),
    'captures.export': (input: ParsedInput<'captures.export'>) => exportEntries(parts, input),
    'captures.import': async () => {
      const path = await chooseExistingFile()
      return path === undefined ? {} : { capture: await importCapture(store, path) }
    },
    'captures.keepMessages': (input: ParsedInput<'captures.keepMessages'>) =>
      keepMessages(parts, input),
  }
}
