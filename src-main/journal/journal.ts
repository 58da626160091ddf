import { Worker } from 'node:worker_threads'
import type { JournalEntry } from '#contract'
import { AppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import { HeldRecords } from './held-records.ts'
import type { EntryEnd, JournalQuery, NewEntry } from './journal-database.ts'
import type { JournalAnswer, JournalRequest } from './journal-messages.ts'

export interface JournalOptions {
  path: string
  /** The thread's program: the bundle's file, or the source where Node runs TypeScript. */
  workerUrl: URL
  clock: Clock
  /** Called once if the file could not be read and was put aside. */
  onSetAside(path: string): void
}

type Ask = JournalRequest extends infer R
  ? R extends { id: number }
    ? Omit<R, 'id'>
    : never
  : never

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** Removed at a time: short enough that an entry which is begun meanwhile hardly waits. */
const stepEntries = 500

/** The durable list of what Weir changed or looked at. The file is touched by a thread of its own, started on first use. */
export class Journal {
  readonly held = new HeldRecords((request) => this.#ask({ ask: 'held', request }))
  readonly #options: JournalOptions
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #nextId = 1

  constructor(options: JournalOptions) {
    this.#options = options
  }

  /** Resolves with the entry's id when it is on disk. @throws when it could not be written */
  async begin(entry: Omit<NewEntry, 'atMs' | 'outcome'>): Promise<number> {
    const whole: NewEntry = { ...entry, atMs: this.#options.clock.now(), outcome: 'started' }
    return (await this.#ask({ ask: 'begin', entry: whole })) as number // what the thread answers to this
  }

  async end(entryId: number, end: EntryEnd): Promise<void> {
    await this.#ask({ ask: 'end', entryId, end })
  }

  async list(query: JournalQuery): Promise<{ entries: JournalEntry[]; total: number }> {
    const page = await this.#ask({ ask: 'list', query })
    return page as { entries: JournalEntry[]; total: number } // what the thread answers to this, parsed there
  }

  /** Step by step, so that whoever asks meanwhile is answered between two. Ends early with the signal. */
  async deleteOlder(thanMs: number, signal: AbortSignal): Promise<number> {
    let count = 0
    let removed = stepEntries
    while (removed === stepEntries && !signal.aborted) {
      removed = (await this.#ask({ ask: 'deleteOlder', thanMs, limit: stepEntries })) as number // what the thread answers to this
      count += removed
    }
    return count
  }

  async dispose(): Promise<void> {
    const worker = this.#worker
    if (worker === undefined) return
    await this.#ask({ ask: 'close' })
    await worker.terminate()
  }

  #ask(ask: Ask): Promise<unknown> {
    const worker = (this.#worker ??= this.#start())
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      worker.postMessage({ ...ask, id })
    })
  }

  #start(): Worker {
    const { path, workerUrl, clock } = this.#options
    const worker = new Worker(workerUrl, { workerData: { path, nowMs: clock.now() } })
    worker.on('message', (answer: JournalAnswer) => {
      this.#receive(answer)
    })
    // A thread that fails says so twice; by the second time another may have taken its place.
    const fail = (error: Error): void => {
      if (worker === this.#worker) this.#fail(error)
    }
    worker.on('error', fail)
    worker.on('exit', () => {
      fail(new Error('the journal thread ended'))
    })
    return worker
  }

  #receive(answer: JournalAnswer): void {
    if ('opened' in answer) {
      if (answer.setAside !== undefined) this.#options.onSetAside(answer.setAside)
      return
    }
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if ('failure' in answer) waiting?.reject(journalFailure(answer.failure))
    else waiting?.resolve(answer.value)
  }

  /** The thread is gone: whoever waits is told, and the next question starts another. */
  #fail(error: Error): void {
    this.#worker = undefined
    for (const { reject } of this.#waiting.values()) reject(journalFailure(error.message))
    this.#waiting.clear()
  }
}

function journalFailure(message: string): AppError {
  return new AppError('unexpected', `journal: ${message}`, { params: { message, kind: 'journal' } })
}
