import { LOOK_MAX } from '#contract'
import type { Clock } from '../lib/clock.ts'
import { requestTimeoutMs } from '../connections/session.ts'
import type { HandleEntry } from './handle-batch.ts'
import type { HoldKey, HoldRecords } from './hold-ports.ts'

/** Receives that one record announces: a record for each would have the disk set the pace. */
const receivesPerPage = 24
/** A page is written down after this long, full or not: what is not, a crash leaves without a handle. */
const pageMs = 300
/** One that was begun ahead is good for this long. */
const freshMs = 20_000

export interface HoldPagesParts {
  records: HoldRecords
  key: HoldKey
  connectionName: string
  clock: Clock
  hideSeconds: number
  /** True while the scan still holds it: what was given back before it was written down need not be. */
  isHeld(messageId: string): boolean
}

interface Page {
  id: number
  beganMs: number
  /** When the first receive was made of it. */
  usedMs: number | undefined
  left: number
  open: number
  handles: HandleEntry[]
  /** Messages that may be hidden and cannot be named. */
  unnamed: number
}

/** The place of one receive on a page. Exactly one of these is called, once. */
export interface ReceivePlace {
  came(handles: readonly HandleEntry[], unreadable: number): void
  /** The answer was lost: up to so many are hidden. */
  lost(count: number): void
  /** Surely not carried out. */
  nothing(): void
}

/** What receives hide, on the disk before they are made: many receives to a page, one sync of the disk for each page. */
export class HoldPages {
  readonly #parts: HoldPagesParts
  #current: Page | undefined
  #next: Promise<Page> | undefined
  #turn: Promise<unknown> = Promise.resolve()
  readonly #underWay = new Set<number>()
  readonly #writing = new Set<Promise<void>>()
  #failure: { error: unknown } | undefined

  constructor(parts: HoldPagesParts) {
    this.#parts = parts
  }

  /** Records of receives that are not over. */
  get underWay(): readonly number[] {
    return [...this.#underWay]
  }

  /** Resolves when it is on the disk that one more receive may hide so many. @throws when it cannot be written */
  take(): Promise<ReceivePlace> {
    const turn = this.#turn.then(async () => {
      if (this.#failure !== undefined) throw this.#failure.error
      const page = await this.#page()
      page.left -= 1
      page.open += 1
      page.usedMs ??= this.#parts.clock.now()
      // Begun while the last receives of this one are still to be made, so that nobody waits for the disk.
      if (page.left <= receivesPerPage / 2) this.#next ??= this.#begin()
      return this.#place(page)
    })
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  /** Writes down what has come, and takes back what was announced and not used. @throws what could not be written */
  async close(): Promise<void> {
    await this.#turn
    const next = await this.#next?.catch(() => undefined)
    for (const page of [this.#current, next]) if (page !== undefined) this.#end(page)
    this.#current = undefined
    this.#next = undefined
    await Promise.allSettled(this.#writing)
    if (this.#failure !== undefined) throw this.#failure.error
  }

  async #page(): Promise<Page> {
    const now = this.#parts.clock.now()
    const current = this.#current
    if (current !== undefined) {
      const isOld = now - (current.usedMs ?? now) > pageMs || now - current.beganMs > freshMs
      if (current.left > 0 && !isOld) return current
      this.#end(current)
      this.#current = undefined
    }
    const next = (await this.#next) ?? (await this.#begin())
    this.#next = undefined
    if (now - next.beganMs <= freshMs) return (this.#current = next)
    this.#end(next)
    return (this.#current = await this.#begin())
  }

  async #begin(): Promise<Page> {
    const { records, clock } = this.#parts
    const beganMs = clock.now()
    const count = receivesPerPage * LOOK_MAX
    const id = await records.begin({ ...this.#named, count, untilMs: this.#untilMs(freshMs) })
    this.#underWay.add(id)
    return {
      ...{ id, beganMs, usedMs: undefined, left: receivesPerPage },
      ...{ open: 0, handles: [], unnamed: 0 },
    }
  }

  get #named() {
    const { key, connectionName } = this.#parts
    return { ...key, connectionName }
  }

  /** By when all that is hidden by a call made now, or until `laterMs` from now, is visible again. */
  #untilMs(laterMs: number): number {
    const { clock, hideSeconds } = this.#parts
    return clock.now() + laterMs + requestTimeoutMs + hideSeconds * 1000
  }

  #place(page: Page): ReceivePlace {
    const over = (): void => {
      page.open -= 1
      if (page.left === 0 && page.open === 0) this.#write(page)
    }
    return {
      came: (handles, unreadable) => {
        page.handles.push(...handles)
        page.unnamed += unreadable
        over()
      },
      lost: (count) => {
        page.unnamed += count
        over()
      },
      nothing: over,
    }
  }

  /** No more receives are made of it; those in flight may still be to come. */
  #end(page: Page): void {
    const wasFull = page.left === 0
    page.left = 0
    if (page.open === 0 && !wasFull) this.#write(page)
  }

  #write(page: Page): void {
    const writing = this.#settle(page)
      .catch((error: unknown) => {
        // Its record stands, and says how many may be hidden.
        this.#failure ??= { error }
      })
      .finally(() => {
        this.#underWay.delete(page.id)
        this.#writing.delete(writing)
      })
    this.#writing.add(writing)
  }

  async #settle({ id, handles, unnamed }: Page): Promise<void> {
    const { records, isHeld } = this.#parts
    const untilMs = this.#untilMs(0)
    const rest = { ...this.#named, count: unnamed, untilMs }
    const isWritten = unnamed === 0 ? undefined : records.begin(rest)
    const held = handles.filter(({ messageId }) => isHeld(messageId))
    await Promise.all([isWritten, records.settle(id, untilMs, held)])
  }
}
