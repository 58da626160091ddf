import { parentPort, workerData } from 'node:worker_threads'
import { toThreadFailure } from '../lib/asked-thread.ts'
import type { Asked, ThreadAnswer } from '../lib/asked-thread.ts'
import { MoveDatabase } from './move-database.ts'
import type { MoveQuestion, MoveThreadStart, StepQuestion } from './move-messages.ts'

type Question = Asked<MoveQuestion>
type Step = Asked<StepQuestion>

function answer(message: ThreadAnswer): void {
  parentPort?.postMessage(message)
}

function isStep(question: Question): question is Step {
  return ['claim', 'note', 'unclaim'].includes(question.ask)
}

/** The thread of moves: steps that came together are written with one wait for the disk. */
class MoveThread {
  readonly #database: MoveDatabase
  #waiting: Step[] = []

  constructor(database: MoveDatabase) {
    this.#database = database
  }

  receive(question: Question): void {
    if (isStep(question)) this.#push(question)
    else this.#run(question)
  }

  #push(step: Step): void {
    this.#waiting.push(step)
    if (this.#waiting.length > 1) return
    setImmediate(() => {
      this.#write()
    })
  }

  #run(question: Exclude<Question, Step>): void {
    // What was said before it is asked about comes before it.
    this.#write()
    try {
      answer({ id: question.id, value: this.#database.run(question) })
    } catch (error) {
      answer({ id: question.id, failure: toThreadFailure(error) })
    }
    if (question.ask === 'close') parentPort?.close()
  }

  #write(): void {
    const steps = this.#waiting
    this.#waiting = []
    if (steps.length === 0) return
    try {
      const values = this.#database.steps(steps)
      for (const [index, { id }] of steps.entries()) answer({ id, value: values[index] })
    } catch (error) {
      // None of them is on disk, so none of what they announce is done.
      for (const { id } of steps) answer({ id, failure: toThreadFailure(error) })
    }
  }
}

/** While the file cannot be opened, every question is told why, and the next one tries again. */
function serve({ path, nowMs }: MoveThreadStart): void {
  let thread: MoveThread | undefined
  const open = (): MoveThread => {
    const database = new MoveDatabase(path, nowMs)
    const { setAside } = database
    answer({ opened: true, ...(setAside === undefined ? {} : { setAside }) })
    return new MoveThread(database)
  }
  parentPort?.on('message', (question: Question) => {
    try {
      thread ??= open()
    } catch (error) {
      const { id, ask } = question
      answer(ask === 'close' ? { id, value: undefined } : { id, failure: toThreadFailure(error) })
      return
    }
    thread.receive(question)
  })
}

// The one starter of this thread is move-log.ts, which gives it this.
serve(workerData as MoveThreadStart)
