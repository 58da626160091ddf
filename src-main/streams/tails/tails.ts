import type { StreamArn, TailId } from '#contract'
import type { Session } from '../../connections/session.ts'
import { Tail } from './tail.ts'
import type { TailParts, TailWish } from './tail.ts'

/** A tail that nobody follows keeps its place and its memory for so long: another filter, another pace, another tab. */
const idleMs = 60_000

type TailsParts = Omit<TailParts, 'session'>

function isSame(tail: Tail, session: Session, wish: TailWish): boolean {
  return (
    tail.session === session &&
    tail.wish.streamArn === wish.streamArn &&
    JSON.stringify(tail.wish.start) === JSON.stringify(wish.start)
  )
}

/** The tails that are followed, or were a moment ago. */
export class Tails {
  readonly #parts: TailsParts
  readonly #tails = new Map<TailId, Tail>()
  #runs = 0
  readonly #idle = new Map<TailId, AbortController>()

  constructor(parts: TailsParts) {
    this.#parts = parts
  }

  find(tailId: TailId): Tail | undefined {
    return this.#tails.get(tailId)
  }

  /** Those of one stream, the newest first. */
  of(session: Session, streamArn: StreamArn): Tail[] {
    return [...this.#tails.values()]
      .filter((tail) => tail.session === session && tail.wish.streamArn === streamArn)
      .sort((one, other) => other.run - one.run)
  }

  /** The tail of that name where it reads the same, from the place that it has come to; else a new one. */
  open(tailId: TailId, session: Session, wish: TailWish): Tail {
    this.#idle.get(tailId)?.abort()
    const known = this.#tails.get(tailId)
    if (known !== undefined && isSame(known, session, wish) && known.status.state !== 'failed') {
      known.setPace(wish.readsPerSecond)
      return known
    }
    known?.end()
    const tail = new Tail({ ...this.#parts, session }, wish, (this.#runs += 1))
    this.#tails.set(tailId, tail)
    const forget = session.disposables.add(() => {
      this.#drop(tailId, tail)
    })
    void tail.ended.then(forget)
    return tail
  }

  /** Nobody follows it now. */
  async leave(tailId: TailId, tail: Tail): Promise<void> {
    tail.want(false)
    const idle = new AbortController()
    this.#idle.set(tailId, idle)
    await this.#parts.clock.sleep(idleMs, idle.signal)
    if (!idle.signal.aborted) this.#drop(tailId, tail)
  }

  #drop(tailId: TailId, tail: Tail): void {
    tail.end()
    if (this.#tails.get(tailId) === tail) this.#tails.delete(tailId)
  }
}
