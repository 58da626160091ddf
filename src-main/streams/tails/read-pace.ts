import { isAws } from '#contract'
import { callBudget } from '../../connections/call-budget.ts'
import type { Session } from '../../connections/session.ts'

/** [sdk] GetRecords: 2 MiB a second and shard for everybody; Weir takes half. */
const bytesPerSecond = 1024 * 1024
/** Of the connection's calls: the rest stays for what else is shown. */
const shareOfBudget = 0.5

/** How often each shard of a tail may be read. */
export class ReadPace {
  readsPerSecond: number
  readonly #session: Session
  readonly #openShards: () => number

  constructor(session: Session, readsPerSecond: number, openShards: () => number) {
    this.#session = session
    this.readsPerSecond = readsPerSecond
    this.#openShards = openShards
  }

  /** The least between two reads of a shard; an emulator has nobody's bytes to leave. */
  restMs(bytes: number): number {
    const byBytes = isAws(this.#session.connection.target) ? (bytes / bytesPerSecond) * 1000 : 0
    return Math.max(this.#byReadsMs, this.#byBudgetMs, byBytes)
  }

  /** The call budget a minute, where it is what lets less be read than was asked for. */
  get slowedBy(): number | undefined {
    return this.#byBudgetMs > this.#byReadsMs ? callBudget(this.#session) : undefined
  }

  get #byReadsMs(): number {
    return 1000 / this.readsPerSecond
  }

  get #byBudgetMs(): number {
    const budget = callBudget(this.#session)
    return budget === undefined ? 0 : (this.#openShards() * 60_000) / (budget * shareOfBudget)
  }
}
