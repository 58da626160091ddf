import { parentPort, workerData } from 'node:worker_threads'
import { toThreadFailure } from '../lib/asked-thread.ts'
import type { Asked, ThreadAnswer } from '../lib/asked-thread.ts'
import { CaptureDatabase } from './capture-database.ts'
import { toCaptureError } from './capture-failure.ts'
import type { CaptureQuestion, CaptureThreadStart } from './capture-messages.ts'

type Question = Asked<CaptureQuestion>
type Add = Extract<Question, { ask: 'add' }>

/** Entries that are written together: each commit waits for the disk once. */
const enoughToWrite = 2_000

function answer(message: ThreadAnswer): void {
  parentPort?.postMessage(message)
}

function answerWith(id: number, run: () => unknown): void {
  try {
    answer({ id, value: run() })
  } catch (error) {
    answer({ id, failure: toThreadFailure(toCaptureError(error)) })
  }
}

function run(database: CaptureDatabase, question: Exclude<CaptureQuestion, { ask: 'add' }>) {
  const { captures } = database
  switch (question.ask) {
    case 'begin':
      return captures.add(question.capture)
    case 'extend':
      return captures.extend(question.captureId, question.segment)
    case 'finish':
      database.finish(question.segmentId, question.end)
      return undefined
    case 'list':
      return captures.list()
    case 'get':
      return captures.get(question.captureId)
    case 'change':
      return captures.change(question.captureId, question.change)
    case 'merge':
      return captures.merge(question.captureIds)
    case 'delete':
      database.delete(question.captureIds)
      return undefined
    case 'abandon':
      database.abandon(question.captureId)
      return undefined
    case 'deleteOlder':
      return database.deleteOlder(question.thanMs)
    case 'wipe':
      database.wipe()
      return undefined
    case 'use':
      return database.use()
    case 'rows':
      return database.rows(question.page)
    case 'read':
      return database.read(question.page)
    case 'readAt':
      return database.readAt(question.captureId, question.positions)
    case 'find':
      return database.find(question.query)
    case 'group':
      return database.group(question.query)
    case 'groupAt':
      return database.groupAt(question.query)
    case 'close':
      database.close()
      return undefined
  }
}

/** Many small additions become one transaction; if that fails, each is tried alone, so that none pays for another. */
class Additions {
  readonly #database: CaptureDatabase
  #waiting: Add[] = []

  constructor(database: CaptureDatabase) {
    this.#database = database
  }

  push(add: Add): void {
    this.#waiting.push(add)
    const entries = this.#waiting.reduce((sum, each) => sum + each.entries.length, 0)
    if (entries >= enoughToWrite) this.write()
  }

  write(): void {
    const adds = this.#waiting
    this.#waiting = []
    if (adds.length === 0) return
    try {
      this.#database.add(adds)
    } catch {
      for (const add of adds) answerWith(add.id, () => this.#database.add([add]))
      return
    }
    for (const { id } of adds) answer({ id, value: undefined })
  }
}

/** The captures' thread: answers come first, index and removals in the pauses between them. */
class CaptureThread {
  readonly #database: CaptureDatabase
  readonly #additions: Additions
  #isScheduled = false
  #isClosed = false

  constructor(database: CaptureDatabase) {
    this.#database = database
    this.#additions = new Additions(database)
    this.#schedule()
  }

  receive(question: Question): void {
    if (question.ask === 'add') this.#additions.push(question)
    else {
      // What was added before it is asked about comes before it.
      this.#additions.write()
      answerWith(question.id, () => run(this.#database, question))
    }
    if (question.ask === 'close') this.#close()
    else this.#schedule()
  }

  #close(): void {
    this.#isClosed = true
    parentPort?.close()
  }

  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      if (!this.#isClosed) this.#work()
    })
  }

  #work(): void {
    this.#additions.write()
    try {
      if (this.#database.work()) this.#schedule()
    } catch (error) {
      // A full disk, or a file held by another: what is behind is tried again after the next question.
      answer({ trouble: toThreadFailure(error).message })
    }
  }
}

function openThread({ path, nowMs }: CaptureThreadStart): CaptureThread {
  const database = new CaptureDatabase(path, nowMs)
  const { setAside } = database
  answer({ opened: true, ...(setAside === undefined ? {} : { setAside }) })
  return new CaptureThread(database)
}

/** While the file cannot be opened, every question is told why, and the next one tries again. */
function serve(start: CaptureThreadStart): void {
  let thread: CaptureThread | undefined
  parentPort?.on('message', (question: Question) => {
    try {
      thread ??= openThread(start)
    } catch (error) {
      const failure = toThreadFailure(toCaptureError(error))
      answer(
        question.ask === 'close'
          ? { id: question.id, value: undefined }
          : { id: question.id, failure },
      )
      return
    }
    thread.receive(question)
  })
}

// The one starter of this thread is capture-store.ts, which gives it this.
serve(workerData as CaptureThreadStart)
