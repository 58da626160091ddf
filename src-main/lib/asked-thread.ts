import { Worker } from 'node:worker_threads'
import { AppError } from './app-error.ts'
import type { AppErrorOptions } from './app-error.ts'
import type { ErrorCode } from '#contract'

/** What went wrong in a thread, as it crosses to whoever asked. */
export interface ThreadFailure {
  message: string
  /** Where the thread knew it. */
  code?: ErrorCode
  params?: AppErrorOptions['params']
  retryable?: boolean
}

/** What a thread says: first that it has opened its file, then one answer to each question. */
export type ThreadAnswer =
  | { id: number; value: unknown }
  | { id: number; failure: ThreadFailure }
  | { opened: true; setAside?: string }
  /** Of what it does unasked. */
  | { trouble: string }

/** A question with the id that its answer carries; it must have none of its own, which this would hide. */
export type Asked<Question> = Question & { id: number }

export interface ThreadOptions {
  /** The thread's program: the bundle's file, or the source where Node runs TypeScript. */
  url: URL
  /** What it is given, each time that it starts. */
  start(): unknown
  /** A file that could not be read was put aside. */
  onSetAside(path: string): void
  /** What it does unasked has failed; to be logged. */
  onTrouble?(message: string): void
  /** Of whom a failure speaks that the thread itself does not name. */
  kind: string
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

export function toThreadFailure(error: unknown): ThreadFailure {
  const message = error instanceof Error ? error.message : String(error)
  if (!(error instanceof AppError)) return { message }
  const { code, params, retryable } = error
  return { message, code, params, retryable }
}

/** A thread of its own for a file, started on first use and again when it was lost: one answer to each question. */
export class AskedThread<Question extends { ask: string; id?: never }> {
  readonly #options: ThreadOptions
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #nextId = 1

  constructor(options: ThreadOptions) {
    this.#options = options
  }

  get isRunning(): boolean {
    return this.#worker !== undefined
  }

  /** @throws what the thread says, or that it ended */
  ask(question: Question): Promise<unknown> {
    const worker = (this.#worker ??= this.#start())
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      worker.postMessage({ ...question, id } satisfies Asked<Question>)
    })
  }

  /** Asks it to close, if it ever ran, and ends it. */
  async end(close: Question): Promise<void> {
    const worker = this.#worker
    if (worker === undefined) return
    await this.ask(close)
    await worker.terminate()
  }

  #start(): Worker {
    const worker = new Worker(this.#options.url, { workerData: this.#options.start() })
    worker.on('message', (answer: ThreadAnswer) => {
      this.#receive(answer)
    })
    // A thread that fails says so twice; by the second time another may have taken its place.
    const fail = (error: unknown): void => {
      if (worker === this.#worker) this.#fail(toThreadFailure(error))
    }
    worker.on('error', fail)
    worker.on('exit', () => {
      fail(new Error(`the ${this.#options.kind} thread ended`))
    })
    return worker
  }

  #receive(answer: ThreadAnswer): void {
    if ('opened' in answer) {
      if (answer.setAside !== undefined) this.#options.onSetAside(answer.setAside)
      return
    }
    if ('trouble' in answer) {
      this.#options.onTrouble?.(answer.trouble)
      return
    }
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if ('failure' in answer) waiting?.reject(this.#errorOf(answer.failure))
    else waiting?.resolve(answer.value)
  }

  /** The thread is gone: whoever waits is told, and the next question starts another. */
  #fail(failure: ThreadFailure): void {
    this.#worker = undefined
    for (const { reject } of this.#waiting.values()) reject(this.#errorOf(failure))
    this.#waiting.clear()
  }

  #errorOf({ message, code = 'unexpected', params, retryable = false }: ThreadFailure): AppError {
    const { kind } = this.#options
    const facts = params ?? { message, kind }
    return new AppError(code, `${kind}: ${message}`, { params: facts, retryable })
  }
}
