import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { AppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import type {
  ExpressionAnswer,
  ExpressionInput,
  ExpressionQuestion,
  ExpressionTrouble,
  Reshaped,
  Reshaping,
  Tested,
} from './expression-messages.ts'

/** One question may take so long; an expression that never ends is ended with its thread. */
const DEADLINE_MS = 2_000
/** An expression that makes more than that is ended, too. */
const memoryMb = 256

interface ExpressionsParts {
  workerUrl: URL
  clock: Clock
  deadlineMs?: number
}

function ended(reason: 'expression-deadline' | 'expression-memory', deadlineMs: number): AppError {
  return new AppError('timed-out', 'the expression was ended', {
    params: { reason, ms: deadlineMs, mb: memoryMb },
  })
}

function refused({ message, position }: ExpressionTrouble): AppError {
  return new AppError('invalid-input', message, {
    params: { field: 'expression', message, ...(position === undefined ? {} : { position }) },
  })
}

function troubleOf(answer: ExpressionAnswer): ExpressionTrouble {
  return ('trouble' in answer ? answer.trouble : undefined) ?? { message: '' }
}

/**
 * Evaluates JSONata in a thread of its own, one question after the other: an endless recursion or a bad pattern freezes
 * the thread that it runs on, which is then ended and made anew.
 */
export class Expressions {
  readonly #parts: ExpressionsParts
  #worker: Worker | undefined
  #before: Promise<unknown> = Promise.resolve()

  constructor(parts: ExpressionsParts) {
    this.#parts = parts
  }

  /** Why it is no JSONata; undefined where it is. */
  async check(expression: string): Promise<ExpressionTrouble | undefined> {
    const answer = await this.#ask({ ask: 'check', expression })
    return 'trouble' in answer ? answer.trouble : undefined
  }

  /** @throws invalid-input where it is no JSONata, timed-out where it takes too long or too much memory */
  async test(expression: string, inputs: readonly ExpressionInput[]): Promise<Tested> {
    const answer = await this.#ask({ ask: 'test', expression, inputs })
    if ('holds' in answer) return answer
    throw refused(troubleOf(answer))
  }

  /** @throws invalid-input where it is no JSONata, timed-out where it takes too long or too much memory */
  async reshape(reshaping: Reshaping): Promise<Reshaped[]> {
    const answer = await this.#ask({ ask: 'reshape', ...reshaping })
    if ('reshaped' in answer) return answer.reshaped
    throw refused(troubleOf(answer))
  }

  async dispose(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = undefined
  }

  #ask(question: ExpressionQuestion): Promise<ExpressionAnswer> {
    const answered = this.#before.then(() => this.#askNow(question))
    this.#before = answered.catch(() => undefined)
    return answered
  }

  async #askNow(question: ExpressionQuestion): Promise<ExpressionAnswer> {
    const { clock, deadlineMs = DEADLINE_MS } = this.#parts
    const worker = (this.#worker ??= await this.#start())
    const over = new AbortController()
    try {
      const late = clock.sleep(deadlineMs, over.signal).then((): never => {
        throw ended('expression-deadline', deadlineMs)
      })
      return await Promise.race([this.#answerOf(worker, question, over.signal), late])
    } catch (thrown) {
      this.#worker = undefined
      await worker.terminate()
      throw thrown
    } finally {
      over.abort()
    }
  }

  #answerOf(
    worker: Worker,
    question: ExpressionQuestion,
    over: AbortSignal,
  ): Promise<ExpressionAnswer> {
    const answered = Promise.withResolvers<ExpressionAnswer>()
    const fail = (): void => {
      answered.reject(ended('expression-memory', this.#parts.deadlineMs ?? DEADLINE_MS))
    }
    worker.once('message', answered.resolve).once('error', fail).once('exit', fail)
    over.addEventListener('abort', () => {
      worker.off('message', answered.resolve).off('error', fail).off('exit', fail)
    })
    worker.postMessage(question)
    return answered.promise
  }

  /** Its deadline begins when it can be asked: the first start reads the program from disk. */
  async #start(): Promise<Worker> {
    const resourceLimits = { maxOldGenerationSizeMb: memoryMb }
    const worker = new Worker(this.#parts.workerUrl, { resourceLimits })
    // Between questions nobody listens, and a thread that fails then must not take the program with it.
    worker.on('error', () => {
      if (this.#worker === worker) this.#worker = undefined
    })
    worker.unref()
    await once(worker, 'message')
    return worker
  }
}
