import { once } from 'node:events'
import type { ErrorValue, Lane, Shard, ShardId, StreamArn, TailStart } from '#contract'
import type { Session } from '../../connections/session.ts'
import { AppError, errorValue, toAppError } from '../../lib/app-error.ts'
import { Changes } from '../../lib/changes.ts'
import type { Clock } from '../../lib/clock.ts'
import { backoffMs } from '../../polling/backoff.ts'
import type { StreamReader } from '../stream-reader.ts'
import { childrenOf, childStart, firstShards, firstStart, isClosed, parentsOf } from './lineage.ts'
import { Permits } from './permits.ts'
import { ReadPace } from './read-pace.ts'
import { keptRecords } from './read-records.ts'
import type { ShardRead, ShardStart } from './shard-cursor.ts'
import { ShardLane } from './shard-lane.ts'
import { TailLoad } from './tail-load.ts'
import { TailMemory } from './tail-memory.ts'
import { dueInMs, isReadable, statusOf } from './tail-status.ts'
import type { TailState } from './tail-status.ts'

const backoffLimits = { firstMs: 1_000, maxMs: 30_000 }
/** How often the stream is asked whether it is still there and how long it keeps its records. */
const checkEveryMs = 60_000

export interface TailParts {
  session: Session
  reader: StreamReader
  clock: Clock
  random(): number
}

export interface TailWish {
  streamArn: StreamArn
  start: TailStart
  readsPerSecond: number
}

/** What asking again does not mend. */
const final = new Set(['access-denied', 'not-found', 'invalid-input'])

/** Reads all shards of a stream forward, each at its own place, parents before their children. */
export class Tail {
  /** Something was read, or a lane stands otherwise. */
  readonly changes = new Changes()
  readonly memory = new TailMemory()
  readonly load: TailLoad
  readonly wish: TailWish
  readonly session: Session
  /** Tells it from every other tail of this program. */
  readonly run: number
  readonly #parts: TailParts
  readonly #lanes = new Map<ShardId, ShardLane>()
  readonly #waiting = new Map<ShardId, Shard>()
  readonly #ended = new AbortController()
  readonly #permits: Permits
  #state: TailState = 'starting'
  #error: ErrorValue | undefined
  readonly #pace: ReadPace

  constructor(parts: TailParts, wish: TailWish, run: number) {
    this.run = run
    this.#parts = parts
    this.load = new TailLoad(parts.clock)
    this.wish = wish
    this.session = parts.session
    const openShards = (): number => [...this.#lanes.values()].filter(isReadable).length
    this.#pace = new ReadPace(parts.session, wish.readsPerSecond, openShards)
    this.#permits = new Permits(() => this.memory.read - this.memory.taken)
    void this.#begin()
  }

  /** Resolves when it has ended, whoever ended it. */
  get ended(): Promise<unknown> {
    const { signal } = this.#ended
    return signal.aborted ? Promise.resolve() : once(signal, 'abort')
  }

  get hasEnded(): boolean {
    return this.#ended.signal.aborted
  }

  /** It was ended from outside: nothing failed, and nothing more comes. */
  get isCancelled(): boolean {
    return this.hasEnded && this.#state !== 'failed'
  }

  get lanes(): Lane[] {
    return [...this.#lanes.values()].map((lane) => lane.toLane())
  }

  /** Those that hold an iterator. */
  get readingLanes(): ShardLane[] {
    return [...this.#lanes.values()].filter((lane) => lane.cursor.iterator !== undefined)
  }

  /** How the whole stands. */
  get status(): { state: TailState; error?: ErrorValue } {
    const error = this.#error
    if (this.#state !== 'reading') return { state: this.#state, ...(error && { error }) }
    return statusOf([...this.#lanes.values()], this.#waiting.size > 0)
  }

  get dueInMs(): number {
    return dueInMs([...this.#lanes.values()])
  }

  /** The call budget a minute, where less is read for it. */
  get slowedBy(): number | undefined {
    return this.#pace.slowedBy
  }

  setPace(readsPerSecond: number): void {
    this.#pace.readsPerSecond = readsPerSecond
  }

  /** No read begins while nobody wants one; one that is under way ends. */
  want(isWanted: boolean): void {
    this.#permits.want(isWanted)
  }

  /** Up to which record everything was looked at by who follows. */
  take(index: number): void {
    this.memory.take(index)
    this.#permits.look()
  }

  end(): void {
    this.#ended.abort()
    this.#permits.look()
    this.changes.tell()
  }

  async #begin(): Promise<void> {
    const shards = await this.#list()
    if (shards === undefined) return
    this.#state = 'reading'
    const first = firstShards(shards, this.wish.start)
    if (first.length === 0) {
      this.#fail(new AppError('not-found', 'no such shard', { params: { kind: 'shard' } }))
      return
    }
    for (const shard of first) this.#add(shard, firstStart(this.wish.start))
    void this.#check()
  }

  /** All shards; tried again until they are there. Undefined when it ended or cannot be. */
  async #list(): Promise<Shard[] | undefined> {
    const { reader, session, clock, random } = this.#parts
    const { signal } = this.#ended
    for (let attempt = 0; (await this.#isWanted()) && !signal.aborted; attempt += 1) {
      try {
        const { shards } = await reader.listShards(session, this.wish.streamArn, signal)
        this.#error = undefined
        return shards
      } catch (thrown) {
        const error = toAppError(thrown)
        if (this.#fail(error)) return undefined
        this.#error = errorValue(error)
        this.changes.tell()
        await clock.sleep(Math.max(500, backoffMs(attempt, backoffLimits, random)), signal)
      }
    }
    return undefined
  }

  /** A listing waits for the window, too: no credit, no call. */
  async #isWanted(): Promise<boolean> {
    const isOpen = await this.#permits.take(this.#ended.signal)
    if (isOpen) this.#permits.give()
    return isOpen
  }

  /** True when nothing but the user can mend it, which ends the tail. */
  #fail(error: AppError): boolean {
    if (!final.has(error.code)) return false
    this.#state = 'failed'
    this.#error = errorValue(error)
    this.end()
    return true
  }

  #add(shard: Shard, start: ShardStart): void {
    const { session, clock, random } = this.#parts
    const { shardId } = shard
    if (this.#lanes.has(shardId)) return
    const isHeld = parentsOf(shard).some((parent) => this.#lanes.get(parent)?.isOver === false)
    const lane = new ShardLane(
      {
        ...{ session, clock, random, shardId, start },
        streamArn: this.wish.streamArn,
        restMs: (bytes) => this.#pace.restMs(bytes),
      },
      isHeld ? 'held' : 'reading',
    )
    this.#lanes.set(shardId, lane)
    if (isHeld) this.#waiting.set(shardId, shard)
    else void this.#run(lane)
  }

  async #run(lane: ShardLane): Promise<void> {
    const { signal } = this.#ended
    while (!lane.isOver && !signal.aborted) {
      await this.#parts.clock.sleep(lane.dueInMs(), signal)
      if (!(await this.#permits.take(signal))) return
      const read = await lane.read()
      this.#permits.give()
      if (signal.aborted) return
      if (read instanceof AppError) await this.#handle(lane, read)
      else await this.#keep(lane, read)
      this.changes.tell()
    }
  }

  async #keep(lane: ShardLane, read: ShardRead): Promise<void> {
    this.load.add(lane.shardId, read.records)
    for (const record of read.records) {
      for (const kept of keptRecords(lane.shardId, record)) {
        this.load.addKey(kept)
        this.memory.keep(kept)
      }
    }
    this.changes.tell()
    if (read.isEnd) await this.#finish(lane)
  }

  async #handle(lane: ShardLane, error: AppError): Promise<void> {
    // What was never read stands where the user said: asking for the same place again gives the same answer.
    const isPlaceRefused = error.code === 'invalid-input' && !lane.hasRead
    if (error.code === 'access-denied' || isPlaceRefused) this.#fail(error)
    // The shard has expired, or the whole stream is gone; then there is no list of shards either.
    else if (error.code === 'not-found') await this.#leaveGone(lane, error)
  }

  async #leaveGone(lane: ShardLane, error: AppError): Promise<void> {
    const shards = await this.#list()
    if (shards === undefined) return
    const isThere = shards.some(({ shardId }) => shardId === lane.shardId)
    // Not the shard is missing but the place in it (kinesis-local says so of a sequence number that it did not give).
    if (isThere && !lane.hasRead) this.#fail(error)
    else if (!isThere) this.#follow(lane, 'gone', shards)
  }

  async #finish(lane: ShardLane): Promise<void> {
    const shards = await this.#list()
    if (shards === undefined) return
    const own = shards.find(({ shardId }) => shardId === lane.shardId)
    if (childrenOf(shards, lane.shardId).length === 0 && own !== undefined && !isClosed(own)) {
      // It takes records still: the answer that said otherwise was no answer, and the cursor goes on where it was.
      lane.backOff(new AppError('answer-damaged', 'an open shard without a next iterator'))
      return
    }
    this.#follow(lane, 'ended', shards)
  }

  /** A shard gave all it had: its children begin, once all of their parents did. */
  #follow(lane: ShardLane, state: 'ended' | 'gone', shards: Shard[]): void {
    const children = childrenOf(shards, lane.shardId)
    lane.end(state)
    for (const child of children) this.#add(child, childStart(this.wish.start))
    for (const [shardId, shard] of this.#waiting) this.#release(shardId, shard)
  }

  #release(shardId: ShardId, shard: Shard): void {
    const lane = this.#lanes.get(shardId)
    const isHeld = parentsOf(shard).some((parent) => this.#lanes.get(parent)?.isOver === false)
    if (lane === undefined || isHeld) return
    this.#waiting.delete(shardId)
    lane.begin()
    void this.#run(lane)
  }

  /** What expires before it is read is missing, and said to be. */
  async #check(): Promise<void> {
    const { reader, session, clock } = this.#parts
    const { signal } = this.#ended
    while (await this.#isWanted()) {
      try {
        const { retentionHours } = await reader.describe(session, this.wish.streamArn, signal)
        for (const lane of this.#lanes.values()) lane.noteRetention(retentionHours * 3_600_000)
      } catch (thrown) {
        const error = toAppError(thrown)
        // Who may not read the summary may still read records.
        if (error.code === 'not-found' && this.#fail(error)) return
      }
      await clock.sleep(checkEveryMs, signal)
    }
  }
}
