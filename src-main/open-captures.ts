import { join } from 'node:path'
import type { Notice } from '#contract'
import { captureHandlers } from './captures/capture-handlers.ts'
import type { CaptureHandlerParts, SeenMessages } from './captures/capture-handlers.ts'
import { CaptureStore } from './captures/capture-store.ts'
import type { ConnectionStore } from './connections/connection-store.ts'
import type { Sessions } from './connections/sessions.ts'
import type { Clock } from './lib/clock.ts'
import type { DisposableStore } from './lib/disposables.ts'
import type { Log } from './lib/log.ts'
import { queueName } from './queues/queue-mapping.ts'
import type { SessionMemories } from './queues/session-memories.ts'

interface CaptureSurroundings extends Omit<CaptureHandlerParts, 'store' | 'seen'> {
  folder: string
  captureWorkerUrl: URL
  clock: Clock
  log: Log
}

interface Looked {
  sessions: Sessions
  memories: SessionMemories
  store: ConnectionStore
}

/** The messages that looks and listings brought, from their memory. */
function seenMessages({ sessions, memories, store }: Looked): SeenMessages {
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
}

/** Operations of captures, over a store that ends with Weir. */
export function openCaptures(
  from: CaptureSurroundings,
  looked: Looked,
  { notices, disposables }: Told,
) {
  const store = new CaptureStore({
    path: join(from.folder, 'captures', 'captures.db'),
    workerUrl: from.captureWorkerUrl,
    clock: from.clock,
    onSetAside: (path) => {
      from.log.warn('captures.set-aside', { path })
      notices.push({ code: 'captures-set-aside', params: { path } })
    },
    onTrouble: (message) => {
      from.log.warn('captures.behind', { message })
    },
  })
  disposables.add(() => store.dispose())
  return captureHandlers({ ...from, store, seen: seenMessages(looked) })
}
