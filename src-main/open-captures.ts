import { join } from 'node:path'
import type { Notice, Settings } from '#contract'
import { captureHandlers } from './captures/capture-handlers.ts'
import type { CaptureHandlerParts, SeenMessages } from './captures/capture-handlers.ts'
import { CaptureStore } from './captures/capture-store.ts'
import { toMessageEntry } from './captures/message-entry.ts'
import type { FindSchemaReader } from './codecs/schema-reading.ts'
import type { ConnectionStore } from './connections/connection-store.ts'
import type { Sessions } from './connections/sessions.ts'
import { Expressions } from './expressions/expressions.ts'
import type { Clock } from './lib/clock.ts'
import type { DisposableStore } from './lib/disposables.ts'
import type { JsonFile } from './lib/json-file.ts'
import type { Log } from './lib/log.ts'
import { startRetention } from './lib/retention.ts'
import { queueName } from './queues/queue-mapping.ts'
import type { ScanCaptures } from './queues/scans/capture-port.ts'
import type { RecordCaptures } from './streams/tails/record-captures.ts'
import type { SessionMemories } from './queues/session-memories.ts'

interface CaptureSurroundings extends Omit<
  CaptureHandlerParts,
  'store' | 'seen' | 'expressions' | 'findSchemas'
> {
  folder: string
  captureWorkerUrl: URL
  expressionWorkerUrl: URL
  clock: Clock
  log: Log
}

interface Looked {
  sessions: Sessions
  memories: SessionMemories
  store: ConnectionStore
  findSchemas: FindSchemaReader
}

/** The messages that looks and listings brought, from their memory. */
function seenMessages({ sessions, memories, store }: Omit<Looked, 'findSchemas'>): SeenMessages {
  return {
    find: async ({ connectionId, queueUrl }, messageIds) => {
      const session = await sessions.open(connectionId)
      const messages = messageIds.flatMap((id) => {
        const looked = memories.looked(session).find(queueUrl, id)
        const seen = looked ?? memories.listed(session).find(queueUrl, id)
        return seen === undefined ? [] : [seen.message]
      })
      const named = { connectionId, connectionName: store.get(connectionId).name }
      const source = { kind: 'queue' as const, address: queueUrl, name: queueName(queueUrl) }
      return { source: { ...source, ...named }, messages }
    },
  }
}

interface Told {
  notices: Notice[]
  disposables: DisposableStore
  files: { settings: Pick<JsonFile<Settings>, 'get'> }
}

function pathOf({ folder }: Pick<CaptureSurroundings, 'folder'>): string {
  return join(folder, 'captures', 'captures.db')
}

/** The captures on disk. Whoever writes into them must have ended before they do, so they are opened first. */
export function openCaptureStore(
  from: Pick<CaptureSurroundings, 'folder' | 'captureWorkerUrl' | 'clock' | 'log'>,
  { notices, disposables }: Pick<Told, 'notices' | 'disposables'>,
): CaptureStore {
  const path = pathOf(from)
  const store = new CaptureStore({
    path,
    workerUrl: from.captureWorkerUrl,
    clock: from.clock,
    onSetAside: (aside) => {
      from.log.warn('captures.set-aside', { path: aside })
      notices.push({ code: 'captures-set-aside', params: { path: aside } })
    },
    onTrouble: (message) => {
      from.log.warn('captures.behind', { message })
    },
  })
  disposables.add(() => store.dispose())
  return store
}

/** Where scans write what they receive. */
export function scanCaptures(store: CaptureStore, clock: Clock): ScanCaptures {
  return {
    begin: async ({ name, source, coverage }) => {
      const writer = await store.begin({ name, from: { source, coverage } })
      return {
        captureId: writer.captureId,
        name,
        add: (messages) =>
          writer.add(messages.map((message) => toMessageEntry(message, clock.now()))),
        ready: () => writer.ready(),
        finish: (covered) => writer.finish(covered),
      }
    },
  }
}

/** Where records of a timeline are kept. */
export function recordCaptures(store: CaptureStore): RecordCaptures {
  return {
    begin: async (to, from) => {
      const writer = await store.open(to, from)
      return {
        add: (entries) => writer.add(entries),
        finish: async (coverage) => {
          await writer.finish(coverage)
          return store.get(writer.captureId)
        },
      }
    },
  }
}

/** Operations of captures. */
export function openCaptures(
  from: CaptureSurroundings,
  looked: Looked & { captures: CaptureStore },
  { disposables, files }: Pick<Told, 'disposables' | 'files'>,
) {
  const { captures: store } = looked
  const stopRetention = startRetention({
    ...{ store, path: pathOf(from), clock: from.clock },
    days: () => files.settings.get().captureDays ?? 0,
    onRemoved: (count) => {
      from.log.info('captures.of-age', { count })
    },
    onFailed: (error) => {
      from.log.warn('captures.retention', { message: String(error) })
    },
  })
  disposables.add(stopRetention)
  // A thread of its own: an expression that never ends keeps nobody else's waiting.
  const expressions = new Expressions({
    workerUrl: from.expressionWorkerUrl,
    clock: from.clock,
  })
  disposables.add(() => expressions.dispose())
  return captureHandlers({
    ...{ ...from, store, expressions, seen: seenMessages(looked) },
    findSchemas: looked.findSchemas,
  })
}
