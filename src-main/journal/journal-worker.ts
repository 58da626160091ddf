import { parentPort, workerData } from 'node:worker_threads'
import { openJournalDatabase } from './journal-database.ts'
import type { JournalDatabase } from './journal-database.ts'
import type { JournalAnswer, JournalRequest, JournalThreadStart } from './journal-messages.ts'

function answer(message: JournalAnswer): void {
  parentPort?.postMessage(message)
}

function run(database: JournalDatabase, request: JournalRequest): unknown {
  switch (request.ask) {
    case 'begin':
      return database.begin(request.entry)
    case 'end':
      database.end(request.entryId, request.end)
      return undefined
    case 'list':
      return database.list(request.query)
    case 'deleteOlder':
      return database.deleteOlder(request.thanMs, request.limit)
    case 'held':
      return database.held.run(request.request)
    case 'close':
      database.close()
      return undefined
  }
}

/** The journal's thread: one request, one answer, in order. */
function serve({ path, nowMs }: JournalThreadStart): void {
  const { database, setAside } = openJournalDatabase(path, nowMs)
  answer({ opened: true, ...(setAside === undefined ? {} : { setAside }) })
  parentPort?.on('message', (request: JournalRequest) => {
    try {
      answer({ id: request.id, value: run(database, request) })
    } catch (error) {
      answer({ id: request.id, failure: error instanceof Error ? error.message : String(error) })
    }
    if (request.ask === 'close') parentPort?.close()
  })
}

// The one starter of this thread is journal.ts, which gives it this.
serve(workerData as JournalThreadStart)
