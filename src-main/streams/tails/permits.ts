import { Changes } from '../../lib/changes.ts'

/** Reads of one tail at once: each may bring 10 MiB. */
const maxReading = 16
/** Records that nobody has taken yet, before reading waits. */
const maxBacklog = 20_000

/** Whether a read may begin: the window wants more, and what was read before it is not waiting to be shown. */
export class Permits {
  readonly #changes = new Changes()
  #isWanted = false
  #reading = 0
  readonly #backlog: () => number

  constructor(backlog: () => number) {
    this.#backlog = backlog
  }

  want(isWanted: boolean): void {
    this.#isWanted = isWanted
    if (isWanted) this.#changes.tell()
  }

  /** What was read has been shown, or something ended. */
  look(): void {
    this.#changes.tell()
  }

  /** Takes a place; false when the signal ended first. */
  async take(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted && !this.#isOpen()) await this.#changes.wait()
    if (signal.aborted) return false
    this.#reading += 1
    return true
  }

  give(): void {
    this.#reading -= 1
    this.#changes.tell()
  }

  #isOpen(): boolean {
    return this.#isWanted && this.#reading < maxReading && this.#backlog() < maxBacklog
  }
}
