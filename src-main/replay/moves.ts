import type {
  ConnectionId,
  Move,
  MoveEntry,
  MoveId,
  MovePlan,
  MoveState,
  MoveStep,
  ParsedInput,
  QueueUrl,
} from '#contract'
import { AppError } from '../lib/app-error.ts'
import { Changes } from '../lib/changes.ts'
import type { Clock } from '../lib/clock.ts'
import type { Expressions } from '../expressions/expressions.ts'
import { SendRate } from '../sends/send-rate.ts'
import type { MoveLog } from './move-log.ts'
import type { StoredMove } from './move-messages.ts'
import type { MoveEnds, MoveSource } from './move-ports.ts'
import { MoveRun } from './move-run.ts'
import { Pacer } from './pacer.ts'
import { assertEditable, assertSettled, sourceOf, waysOf } from './plan-rules.ts'
import { Shaper } from './shaper.ts'

/** Ending a connection, or Weir, waits this long for the batches in flight; after that nobody knows of them. */
const endTimeoutMs = 4_000

export interface MovesParts {
  log: MoveLog
  clock: Clock
  random(): number
  expressions: Pick<Expressions, 'reshape'>
  openEnds(plan: MovePlan): Promise<MoveEnds>
  /** Called with what ends the moves of a connection before it closes. */
  onClose(connectionId: ConnectionId, end: () => Promise<void>): void
}

export interface MoveSummary {
  count: number
  outcome?: 'partly' | 'failed' | 'uncertain'
}

/** A move, named as its window names it: the guard judged by this connection. */
export interface MoveOf {
  connectionId: ConnectionId
  moveId: MoveId
}

interface Running {
  run: MoveRun
  source: MoveSource
  rate: SendRate
  /** What the user asked for while it ran. */
  wish?: 'paused' | 'cancelled' | 'interrupted'
  ended: Promise<MoveSummary>
}

/** What is going on from somewhere to somewhere else, and what is known of it on disk. */
export class Moves {
  readonly changes = new Changes()
  readonly #parts: MovesParts
  readonly #running = new Map<MoveId, Running>()
  /** On their way from rest to running: nobody else begins them. */
  readonly #beginning = new Set<MoveId>()

  constructor(parts: MovesParts) {
    this.#parts = parts
  }

  /** Begins a move: the answer is that it began, `ended` that it did not go on. @throws what keeps it from beginning */
  async start(
    plan: MovePlan,
    limit?: number,
  ): Promise<{ move: Move; ended: Promise<MoveSummary> }> {
    const { log } = this.#parts
    assertEditable(plan)
    const ends = await this.#parts.openEnds(plan)
    return this.#orRelease(ends, async () => {
      await ends.source.recover?.()
      const { from, toName, total } = ends
      const moveId = await log.begin({ plan, from, toName, total })
      return this.#run(await log.get(moveId), ends, limit)
    })
  }

  /** @throws conflict while it runs */
  goOn(of: MoveOf, limit?: number): Promise<{ move: Move; ended: Promise<MoveSummary> }> {
    return this.#atRest(of, async (move) => {
      const { log } = this.#parts
      const ends = await this.#parts.openEnds(move.plan)
      return this.#orRelease(ends, async () => {
        // Hidden by an earlier run that could not give it back: visible, it is met at once.
        await ends.source.recover?.()
        await log.setState(move.id, 'running')
        return this.#run(await log.get(move.id), ends, limit)
      })
    })
  }

  /** Begins no further batch; resolves when nothing is in flight or held any more. */
  async stop(of: MoveOf, wish: 'paused' | 'cancelled'): Promise<Move> {
    await this.#stored(of)
    const running = this.#running.get(of.moveId)
    if (running === undefined) {
      if (wish === 'cancelled') await this.#parts.log.setState(of.moveId, wish)
    } else {
      running.wish = wish
      running.run.stop()
      await running.ended
    }
    this.changes.tell()
    return this.#get(of)
  }

  /** @throws conflict while it runs */
  async settle({ keys, step, as, ...of }: ParsedInput<'moves.settle'>): Promise<Move> {
    await this.#atRest(of, ({ id, plan: { kind } }) => {
      // A capture keeps its entries: of a replay nothing is left to be deleted.
      const arrived: MoveStep = kind === 'redrive' ? 'kept' : 'done'
      const to = { 'send-again': undefined, arrived, leave: 'left' as const }[as]
      return this.#parts.log.settle({ moveId: id, keys, step, to })
    })
    this.changes.tell()
    return this.#get(of)
  }

  /** @throws conflict while it runs, and while a message could be sent twice for want of what it knows */
  async forget(of: MoveOf): Promise<void> {
    await this.#atRest(of, async ({ id, counts }) => {
      const { sending, sent, kept, unknown } = counts
      if (sending + sent + kept + unknown > 0)
        throw new AppError('conflict', 'what it knows is still needed', {
          params: { reason: 'move-unsettled', count: sending + sent + kept + unknown },
        })
      await this.#parts.log.forget(id)
    })
    this.changes.tell()
  }

  /** A page of its messages. */
  async entries({ connectionId, ...page }: ParsedInput<'moves.listEntries'>): Promise<MoveEntry[]> {
    await this.#stored({ connectionId, moveId: page.moveId })
    return this.#parts.log.entries(page)
  }

  /** Of a connection, or of all; newest first. */
  async list(connectionId?: ConnectionId): Promise<Move[]> {
    const moves = await this.#parts.log.list()
    return moves
      .filter(({ plan }) => connectionId === undefined || plan.connectionId === connectionId)
      .map((move) => this.#told(move))
  }

  /** Before somebody else empties a queue. @throws conflict where that would send twice what a redrive has sent, or may have */
  async demandSettled(queueUrl: QueueUrl): Promise<void> {
    const moves = await this.#parts.log.list()
    assertSettled(
      moves.map((move) => this.#told(move)),
      queueUrl,
    )
  }

  /** Begins nothing more and waits a while for what is in flight; what is not answered by then nobody knows. */
  async end(moveIds: readonly MoveId[] = [...this.#running.keys()]): Promise<void> {
    const some = moveIds.flatMap((id) => this.#running.get(id) ?? [])
    for (const running of some) {
      running.wish ??= 'interrupted'
      running.run.stop()
    }
    const isDone = new AbortController()
    const ended = Promise.all(some.map((running) => running.ended))
    await Promise.race([ended, this.#parts.clock.sleep(endTimeoutMs, isDone.signal)])
    isDone.abort()
    for (const { run } of some) run.abandon()
    await ended
  }

  /** What was opened is closed again where it could not begin. */
  async #orRelease<T>({ source }: MoveEnds, begin: () => Promise<T>): Promise<T> {
    try {
      return await begin()
    } catch (thrown) {
      await source.release()
      throw thrown
    }
  }

  /** @throws not-found also where it is another connection's: its guard was not asked */
  async #stored({ connectionId, moveId }: MoveOf): Promise<StoredMove> {
    const move = await this.#parts.log.get(moveId)
    if (move.plan.connectionId === connectionId) return move
    throw new AppError('not-found', 'no such move of this connection', {
      params: { kind: 'move', name: String(moveId) },
    })
  }

  async #get(of: MoveOf): Promise<Move> {
    return this.#told(await this.#stored(of))
  }

  /** While `work` is under way nobody else begins, settles or forgets it. @throws conflict while it runs */
  async #atRest<T>(of: MoveOf, work: (move: StoredMove) => Promise<T>): Promise<T> {
    const { moveId } = of
    if (this.#running.has(moveId) || this.#beginning.has(moveId))
      throw new AppError('conflict', 'it still runs', { params: { reason: 'still-moving' } })
    this.#beginning.add(moveId)
    try {
      return await work(await this.#stored(of))
    } finally {
      this.#beginning.delete(moveId)
    }
  }

  async #run(move: StoredMove, ends: MoveEnds, limit?: number) {
    const run = await this.#createRun(move, ends, limit)
    const rate = new SendRate(this.#parts.clock.now())
    const ended = run.run().then(() => this.#finish(move, { run, source: ends.source }))
    const running: Running = { run, source: ends.source, rate, ended }
    this.#running.set(move.id, running)
    this.#parts.onClose(move.plan.connectionId, () => this.end([move.id]))
    this.changes.tell()
    return { move: this.#told(move), ended }
  }

  async #createRun(move: StoredMove, ends: MoveEnds, limit?: number): Promise<MoveRun> {
    const { log, clock, random, expressions } = this.#parts
    const { shape, pace } = move.plan
    const prefix = `weir-${String(move.createdAtMs)}-${String(move.id)}`
    const of = { moveId: move.id, source: sourceOf(move) }
    const shaper = new Shaper({ shape, prefix, expressions, findTo: (taken) => ends.findTo(taken) })
    const before = move.counts.done + move.counts.kept
    return new MoveRun({
      ...{ of, log, source: ends.source, limit, clock },
      random: () => random(),
      shape: (taken) => shaper.shape(taken),
      counts: { ...move.counts },
      blocked: await log.blocked(of),
      ...waysOf(move.plan),
      // One alone is tried by one.
      ...(limit === undefined ? {} : { lanes: 1 }),
      pacer: pace.kind === 'rate' ? new Pacer(clock, pace.perSecond) : undefined,
      onChange: () => {
        const running = this.#running.get(move.id)
        const { done, kept } = running?.run.counts ?? move.counts
        running?.rate.mark(clock.now(), done + kept - before)
        this.changes.tell()
      },
    })
  }

  async #finish(
    move: StoredMove,
    { run, source }: Pick<Running, 'run' | 'source'>,
  ): Promise<MoveSummary> {
    const { log } = this.#parts
    const wish = this.#running.get(move.id)?.wish
    const state = this.#endState(run, wish)
    if (state === 'done' && source.isExhausted?.() === true) await this.#conclude(move.id)
    // What cannot be written now is `running` on disk, and so interrupted at the next start.
    await log.setState(move.id, state, run.error).catch(() => undefined)
    this.#running.delete(move.id)
    this.changes.tell()
    const { counts } = run
    const count = counts.done + counts.kept - move.counts.done - move.counts.kept
    if (counts.unknown > move.counts.unknown) return { count, outcome: 'uncertain' }
    if (state === 'done' && counts.failed === 0) return { count }
    return { count, outcome: count === 0 && run.error !== undefined ? 'failed' : 'partly' }
  }

  /** They arrived and are not at the source any more; should one come back all the same, it is deleted, not sent. */
  async #conclude(moveId: MoveId): Promise<void> {
    const settle = (step: MoveStep): Promise<void> =>
      this.#parts.log.settle({ moveId, step, to: 'done' })
    // Where it cannot be written now, the next going through says it.
    await Promise.all([settle('sent'), settle('kept')]).catch(() => undefined)
  }

  #endState(run: MoveRun, wish: Running['wish']): MoveState {
    if (run.error !== undefined) return 'stopped'
    if (run.wasStopped) return wish ?? 'paused'
    return run.isAtLimit ? 'paused' : 'done'
  }

  #told(move: StoredMove): Move {
    const running = this.#running.get(move.id)
    if (running === undefined) return move
    const { run, source, rate } = running
    return {
      ...move,
      counts: { ...run.counts },
      running: {
        perSecond: rate.perSecond(this.#parts.clock.now()),
        isThrottled: run.isThrottled,
        heldBack: run.heldBack,
        ...source.facts(),
      },
    }
  }
}
