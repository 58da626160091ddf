import type { ErrorCode, ScanPlan } from '#contract'
import type { AppError } from '../../lib/app-error.ts'
import { backoffMs } from '../../polling/backoff.ts'

/** What the next receive would meet as well. */
const hopeless = new Set<ErrorCode>([
  'access-denied',
  'cancelled',
  'credentials-expired',
  'credentials-missing',
  'not-found',
  'secret-unavailable',
  'invalid-input',
])
/** Receives in succession that failed, of all receivers together. */
const mostInARow = 12
const limits = { firstMs: 200, maxMs: 10_000 }

export type Verdict = { kind: 'again'; afterMs: number } | { kind: 'full' } | { kind: 'failed' }

/** What to do after a receive that failed. */
export class ScanTroubles {
  readonly #random: () => number
  #inARow = 0

  constructor(random: () => number) {
    this.#random = random
  }

  came(): void {
    this.#inARow = 0
  }

  failed(error: AppError, { concurrency }: Pick<ScanPlan, 'concurrency'>): Verdict {
    // SQS's own limit of messages in flight is reached: it says so to short polls only.
    if (error.code === 'quota-exceeded') return { kind: 'full' }
    this.#inARow += 1
    if (hopeless.has(error.code) || this.#inARow >= mostInARow + concurrency)
      return { kind: 'failed' }
    const attempt = Math.floor(this.#inARow / concurrency)
    return { kind: 'again', afterMs: backoffMs(attempt, limits, this.#random) }
  }
}
