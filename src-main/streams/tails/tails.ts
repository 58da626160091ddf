import type { StreamArn, TailId } from '#contract'
import type { Session } from '../../connections/session.ts'
import { Follower } from './follower.ts'
import { Tail } from './tail.ts'
import type { TailParts, TailWish } from './tail.ts'

/** A tail that nobody follows keeps its place and its memory for so long: another filter, another pace, another tab. */
const idleMs = 60_000
/** So many of them at most. */
const mostIdle = 4

type TailsParts = Omit<TailParts, 'session'>

function isSame(tail: Tail, session: Session, wish: TailWish): boolean {
  return (
    tail.session === session &&
    tail.wish.streamArn === wish.streamArn &&
    JSON.stringify(tail.wish.start) === JSON.stringify(wish.start)
  )
}

interface HeldTail {
  tail: Tail
  follower: Follower
  /** Set while nobody follows it. */
  idle?: AbortController
}

/** The tails that are followed, or were a moment ago. */
export class Tails {
  readonly #parts: TailsParts
  /** Those that nobody follows stand in the order in which they were left. */
  readonly #held = new Map<TailId, HeldTail>()
  #runs = 0

  constructor(parts: TailsParts) {
    this.#parts = parts
  }

  find(tailId: TailId): Tail | undefined {
    return this.#held.get(tailId)?.tail
  }

  /** Those of a session, the newest first. */
  list(session: Session): Tail[] {
    return [...this.#held.values()]
      .map(({ tail }) => tail)
      .filter((tail) => tail.session === session)
      .sort((one, other) => other.run - one.run)
  }

  /** Those of one stream, the newest first. */
  of(session: Session, streamArn: StreamArn): Tail[] {
    return this.list(session).filter(({ wish }) => wish.streamArn === streamArn)
  }

  /** Follows the tail of that name where it reads the same, from the place that it has come to; else a new one. */
  open(tailId: TailId, session: Session, wish: TailWish): Follower {
    const known = this.#held.get(tailId)
    known?.idle?.abort()
    known?.follower.replace()
    const tail = this.#findSame(known, session, wish) ?? this.#begin(tailId, session, wish)
    if (tail !== known?.tail) known?.tail.end()
    tail.setPace(wish.readsPerSecond)
    const follower = new Follower(tail)
    this.#held.set(tailId, { tail, follower })
    return follower
  }

  /** This follower follows it no more; where another has taken its place, that changes nothing. */
  async leave(tailId: TailId, follower: Follower): Promise<void> {
    const held = this.#held.get(tailId)
    if (held?.follower !== follower) return
    follower.want(false)
    const idle = new AbortController()
    this.#held.delete(tailId)
    this.#held.set(tailId, { ...held, idle })
    this.#boundIdle()
    await this.#parts.clock.sleep(idleMs, idle.signal)
    if (!idle.signal.aborted) this.#drop(tailId, held.tail)
  }

  #findSame(known: HeldTail | undefined, session: Session, wish: TailWish): Tail | undefined {
    const isGoing = known !== undefined && isSame(known.tail, session, wish) && !known.tail.hasEnded
    return isGoing ? known.tail : undefined
  }

  #begin(tailId: TailId, session: Session, wish: TailWish): Tail {
    const tail = new Tail({ ...this.#parts, session }, wish, (this.#runs += 1))
    const forget = session.disposables.add(() => {
      this.#drop(tailId, tail)
    })
    void tail.ended.then(forget)
    return tail
  }

  /** Each keeps its memory. */
  #boundIdle(): void {
    const idle = [...this.#held].filter((entry) => entry[1].idle !== undefined)
    for (const [tailId, { tail }] of idle.slice(0, -mostIdle)) this.#drop(tailId, tail)
  }

  #drop(tailId: TailId, tail: Tail): void {
    tail.end()
    const held = this.#held.get(tailId)
    if (held?.tail !== tail) return
    held.idle?.abort()
    this.#held.delete(tailId)
  }
}
