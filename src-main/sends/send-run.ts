import type { ErrorCode, ErrorValue } from '#contract'
import { AppError, errorValue, toAppError } from '../lib/app-error.ts'
import { Changes } from '../lib/changes.ts'
import type { Clock } from '../lib/clock.ts'
import { backoffMs } from '../polling/backoff.ts'
import type { SendPacker } from './send-packer.ts'
import type { EntryAnswer, EntryResult, Packed, PackedEntry } from './send-target.ts'
import type { SendTally } from './send-tally.ts'

/** Batches in flight at a time. */
export const sendConcurrency = 8
/** After so many refusals for being too fast a batch is given up; it was surely not sent. */
const throttleAttempts = 12
const throttleLimits = { firstMs: 200, maxMs: 10_000 }

/** What the next batch would meet as well: there is no use in going on. */
const hopeless = new Set<ErrorCode>([
  'access-denied',
  'cancelled',
  'credentials-expired',
  'credentials-missing',
  'endpoint-unreachable',
  'not-found',
  'secret-unavailable',
])

export interface RunParts {
  packer: SendPacker
  tally: SendTally
  clock: Clock
  random(): number
  send(packed: Packed): Promise<EntryAnswer[]>
  onChange(): void
}

function groupStopped(): EntryResult {
  const error = new AppError('conflict', 'an earlier message of the group was not sent', {
    params: { reason: 'group-stopped' },
  })
  return { outcome: 'failed', error: errorValue(error) }
}

interface Throttled {
  entry: PackedEntry
  error: ErrorValue
}

function failedOf({ error }: Throttled): EntryResult {
  return { outcome: 'failed', error }
}

/** One going through of what waits: batches side by side, each once, until nothing waits or there is no use. */
export class SendRun {
  readonly #parts: RunParts
  readonly #answered = new Changes()
  readonly #stop = new AbortController()
  readonly #abandoned = Promise.withResolvers<never>()
  #lostInARow = 0
  #throttled = 0
  /** Why it stopped by itself. */
  error: ErrorValue | undefined

  constructor(parts: RunParts) {
    this.#parts = parts
    // With nothing in flight nobody hears of it.
    this.#abandoned.promise.catch(() => undefined)
  }

  get isThrottled(): boolean {
    return this.#throttled > 0
  }

  /** Begins no further batch. */
  stop(): void {
    this.#stop.abort()
    this.#answered.tell()
  }

  /** Resolves when no batch is in flight any more. Never throws. */
  async run(): Promise<void> {
    await Promise.all(Array.from({ length: sendConcurrency }, () => this.#work()))
  }

  /** Waits no longer: what is in flight may have been sent, and `run` resolves without its answers. */
  abandon(): void {
    this.stop()
    const error = new AppError('cancelled', 'ended before the answer', { effectUnknown: true })
    this.#abandoned.reject(error)
  }

  async #work(): Promise<void> {
    const { packer } = this.#parts
    while (!this.#stop.signal.aborted && !packer.isEmpty) {
      const answered = this.#answered.wait()
      const packed = packer.next()
      if (packed.length === 0) await answered
      else {
        await this.#sendOne(packed)
        packer.done(packed)
        this.#answered.tell()
        this.#parts.onChange()
      }
    }
  }

  async #sendOne(packed: Packed): Promise<void> {
    let left: Packed = packed
    for (let attempt = 0; !this.#stop.signal.aborted; attempt += 1) {
      const isLast = attempt === throttleAttempts - 1
      const answer = await this.#attempt(left)
      if (answer instanceof AppError) {
        if (answer.code !== 'throttled' || answer.effectUnknown || isLast) {
          this.#allFailed(left, answer)
          return
        }
      } else {
        left = answer.map(({ entry }) => entry)
        if (isLast) this.#note(left, answer.map(failedOf))
        if (isLast || left.length === 0) return
      }
      await this.#backOff(attempt)
    }
  }

  /** What was throttled entry by entry; an error where the whole batch has none. */
  async #attempt(packed: Packed): Promise<Throttled[] | AppError> {
    try {
      const answers = await Promise.race([this.#parts.send(packed), this.#abandoned.promise])
      this.#lostInARow = 0
      return this.#note(packed, answers)
    } catch (error) {
      return toAppError(error)
    }
  }

  async #backOff(attempt: number): Promise<void> {
    const { clock, random, onChange } = this.#parts
    this.#throttled += 1
    onChange()
    await clock.sleep(backoffMs(attempt + 1, throttleLimits, random), this.#stop.signal)
    this.#throttled -= 1
  }

  #allFailed(packed: Packed, thrown: AppError): void {
    const error = errorValue(thrown)
    const outcome = thrown.effectUnknown ? ('uncertain' as const) : ('failed' as const)
    this.#note(
      packed,
      packed.map(() => ({ outcome, error })),
    )
    this.#lostInARow += 1
    const isSure = !thrown.effectUnknown && hopeless.has(thrown.code)
    if (isSure || this.#lostInARow >= sendConcurrency) {
      this.error ??= error
      this.stop()
    }
  }

  /**
   * What was throttled is given back. Where order counts, what follows a message that did not go is held back.
   */
  #note(packed: Packed, answers: readonly EntryAnswer[]): Throttled[] {
    const { tally, packer } = this.#parts
    const throttled: Throttled[] = []
    const broken = new Set<string>()
    for (const [at, entry] of packed.entries()) {
      const answer = answers[at]
      if (answer?.outcome === 'throttled') throttled.push({ entry, error: answer.error })
      if (answer === undefined || answer.outcome === 'throttled') continue
      tally.set(entry.index, answer)
      const group = packer.groupAt(entry.index)
      if (group !== undefined && answer.outcome !== 'sent') broken.add(group)
    }
    for (const index of packer.drop(broken)) tally.set(index, groupStopped())
    return throttled
  }
}
