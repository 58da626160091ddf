import type { ConnectionId, Move, MoveId, MovePlan, MoveState, ParsedInput } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { Changes } from '../lib/changes.ts'
import type { Clock } from '../lib/clock.ts'
import type { Expressions } from '../expressions/expressions.ts'
import { SendRate } from '../sends/send-rate.ts'
import type { MoveLog } from './move-log.ts'
import type { StoredMove } from './move-messages.ts'
import type { MoveSource, MoveTo, Taken } from './move-ports.ts'
import { MoveRun } from './move-run.ts'
import { Pacer } from './pacer.ts'
import { Shaper } from './shaper.ts'

/**
 * How a source is taken from. A queue by several at a time, ten each, as it gives them; a capture in larger pages by one,
 * of which the sender makes batches side by side that keep the order of groups.
 */
const byKind = { redrive: { lanes: 4, batch: 10 }, replay: { lanes: 1, batch: 200 } }
/** Ending a connection, or Weir, waits this long for the batches in flight; after that nobody knows of them. */
const endTimeoutMs = 4_000

/** Both ends of a move, open. Filled by compose. */
export interface MoveEnds {
  source: MoveSource
  findTo(taken: Taken): Promise<MoveTo>
  from: string
  toName: string
  total?: number | undefined
}

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

  constructor(parts: MovesParts) {
    this.#parts = parts
  }

  /** Begins a move: the answer is that it began, `ended` that it did not go on. @throws what keeps it from beginning */
  async start(
    plan: MovePlan,
    limit?: number,
  ): Promise<{ move: Move; ended: Promise<MoveSummary> }> {
    const { log } = this.#parts
    const ends = await this.#parts.openEnds(plan)
    const { from, toName, total } = ends
    const moveId = await log.begin({ plan, from, toName, total })
    return this.#run(await log.get(moveId), ends, limit)
  }

  /** @throws conflict while it runs, or when it is over */
  async goOn(moveId: MoveId, limit?: number): Promise<{ move: Move; ended: Promise<MoveSummary> }> {
    const { log } = this.#parts
    this.#refuseRunning(moveId)
    const move = await log.get(moveId)
    if (move.state === 'cancelled')
      throw new AppError('conflict', 'the move is over', { params: { reason: 'move-over' } })
    const ends = await this.#parts.openEnds(move.plan)
    // Hidden by an earlier run that could not give it back: visible, it is met at once.
    const { held, open } = await log.held(moveId)
    await ends.source.reclaim?.(held, open)
    await log.unhold(moveId)
    await log.setState(moveId, 'running')
    return this.#run({ ...move, state: 'running' }, ends, limit)
  }

  /** Begins no further batch; resolves when nothing is in flight or held any more. */
  async stop(moveId: MoveId, wish: 'paused' | 'cancelled'): Promise<Move> {
    const running = this.#running.get(moveId)
    if (running === undefined) {
      if (wish === 'cancelled') await this.#parts.log.setState(moveId, wish)
    } else {
      running.wish = wish
      running.run.stop()
      await running.ended
    }
    this.changes.tell()
    return this.get(moveId)
  }

  /** @throws conflict while it runs */
  async settle(input: Omit<ParsedInput<'moves.settle'>, 'connectionId'>): Promise<Move> {
    const { moveId, keys, step, as } = input
    this.#refuseRunning(moveId)
    const to = { 'send-again': undefined, arrived: 'kept' as const, leave: 'left' as const }[as]
    await this.#parts.log.settle({ moveId, keys, step, to })
    this.changes.tell()
    return this.get(moveId)
  }

  /** @throws conflict while it runs */
  async forget(moveId: MoveId): Promise<void> {
    this.#refuseRunning(moveId)
    await this.#parts.log.forget(moveId)
    this.changes.tell()
  }

  async get(moveId: MoveId): Promise<Move> {
    return this.#told(await this.#parts.log.get(moveId))
  }

  /** Newest first. */
  async list(connectionId: ConnectionId): Promise<Move[]> {
    const moves = await this.#parts.log.list()
    return moves
      .filter(({ plan }) => plan.connectionId === connectionId)
      .map((move) => this.#told(move))
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

  #refuseRunning(moveId: MoveId): void {
    if (this.#running.has(moveId))
      throw new AppError('conflict', 'it still runs', { params: { reason: 'still-moving' } })
  }

  async #run(move: StoredMove, ends: MoveEnds, limit?: number) {
    const run = await this.#createRun(move, ends, limit)
    const rate = new SendRate(this.#parts.clock.now())
    const ended = run.run().then(() => this.#finish(move, run))
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
    const shaper = new Shaper({ shape, prefix, expressions, findTo: (taken) => ends.findTo(taken) })
    const before = move.counts.done + move.counts.kept
    return new MoveRun({
      ...{ moveId: move.id, log, source: ends.source, limit, clock },
      random: () => random(),
      shape: (taken) => shaper.shape(taken),
      counts: { ...move.counts },
      blocked: await log.blocked(move.id),
      ...byKind[move.plan.kind],
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

  async #finish(move: StoredMove, run: MoveRun): Promise<MoveSummary> {
    const { log } = this.#parts
    const wish = this.#running.get(move.id)?.wish
    const state = this.#endState(run, wish)
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
