import type { ErrorValue } from '#contract'
import { AppError, toAppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import { SendPacker } from '../sends/send-packer.ts'
import { createPlan } from '../sends/send-plan.ts'
import { SendRun } from '../sends/send-run.ts'
import { SendTally } from '../sends/send-tally.ts'
import type { Fate } from '../sends/send-tally.ts'
import type { MoveTo, Outgoing } from './move-ports.ts'

interface Sending {
  to: MoveTo
  some: readonly Outgoing[]
  clock: Clock
  random(): number
  onThrottled(): void
}

export interface Sent {
  fates: Fate[]
  /** What the next batch would meet as well. */
  error: ErrorValue | undefined
}

function isThrottled(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'throttled'
}

/** One going through of a few messages that go to one place, in their order. Never sends one twice whose send may have happened. */
export class BatchSend {
  readonly #run: SendRun
  readonly #tally: SendTally

  constructor({ to, some, clock, random, onThrottled }: Sending) {
    const plan = createPlan(
      { kind: 'entries', entries: some.map(({ message }) => message) },
      { seed: '', nowMs: () => clock.now() },
    )
    this.#tally = new SendTally(plan.count)
    this.#run = new SendRun({
      packer: new SendPacker(plan, this.#tally.places(), to),
      tally: this.#tally,
      clock,
      random,
      send: async (packed) => {
        try {
          const answers = await to.send(packed)
          if (answers.some(({ outcome }) => outcome === 'throttled')) onThrottled()
          return answers
        } catch (thrown) {
          if (isThrottled(thrown)) onThrottled()
          throw toAppError(thrown)
        }
      },
      onChange: () => undefined,
    })
  }

  get isThrottled(): boolean {
    return this.#run.isThrottled
  }

  /** Resolves when nothing is in flight any more. Never throws. */
  async run(): Promise<Sent> {
    await this.#run.run()
    const fates = Array.from({ length: this.#tally.total }, (_, index) => this.#tally.get(index))
    return { fates, error: this.#run.error }
  }

  /** Begins no further batch. */
  stop(): void {
    this.#run.stop()
  }

  /** Waits no longer for answers: what is in flight may have been sent. */
  abandon(): void {
    this.#run.abandon()
  }
}
