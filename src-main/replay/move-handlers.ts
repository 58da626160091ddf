import type { ConnectionId, FeedItem, MovePlan, ParsedInput, ParsedParams } from '#contract'
import type { Expressions } from '../expressions/expressions.ts'
import type { Clock } from '../lib/clock.ts'
import type { CapturedEntries } from './capture-source.ts'
import { dryRun } from './dry-run.ts'
import type { MoveEnds } from './move-ports.ts'
import type { Moves, MoveSummary } from './moves.ts'

/** The journal's entry of a call that stays open until what it began has ended. */
export interface MoveNotes {
  note(facts: MoveSummary): void
  until(work: Promise<void>): void
}

export interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

interface MoveHandlerParts {
  moves: Moves
  clock: Clock
  expressions: Pick<Expressions, 'reshape'>
  entries: CapturedEntries
  openTo(plan: MovePlan): Promise<Pick<MoveEnds, 'findTo'>>
}

/** How often progress is told at most, and at least while something runs. */
const roundMs = 150
const slowestRoundMs = 1_000
const idleRoundMs = 600_000

async function begin(begun: ReturnType<Moves['start']>, { note, until }: MoveNotes) {
  const { move, ended } = await begun
  until(ended.then(note))
  return move
}

interface Watched extends Pick<MoveHandlerParts, 'moves' | 'clock'> {
  connectionId: ConnectionId | undefined
}

async function* watch(
  { moves, clock, connectionId }: Watched,
  { signal, demand }: FeedDemand,
): AsyncGenerator<FeedItem<'moves.watch'>, void, void> {
  while (!signal.aborted && (await demand())) {
    const changed = moves.changes.wait()
    const list = await moves.list(connectionId)
    yield { moves: list }
    const over = new AbortController()
    const asleep = AbortSignal.any([signal, over.signal])
    const isRunning = list.some(({ running }) => running !== undefined)
    await Promise.race([changed, clock.sleep(isRunning ? slowestRoundMs : idleRoundMs, asleep)])
    await clock.sleep(roundMs, asleep)
    over.abort()
  }
}

/** Operations that move messages: input to service to answer, nothing more. */
export function moveHandlers({ moves, clock, expressions, entries, openTo }: MoveHandlerParts) {
  return {
    'moves.redrive': (
      { limit, confirmation: _, ...plan }: ParsedInput<'moves.redrive'>,
      notes: MoveNotes,
    ) => begin(moves.start(plan, limit), notes),
    'moves.replay': (
      { limit, confirmation: _, ...plan }: ParsedInput<'moves.replay'>,
      notes: MoveNotes,
    ) => begin(moves.start(plan, limit), notes),
    'moves.goOn': ({ limit, ...of }: ParsedInput<'moves.goOn'>, notes: MoveNotes) =>
      begin(moves.goOn(of, limit), notes),
    'moves.pause': (of: ParsedInput<'moves.pause'>) => moves.stop(of, 'paused'),
    'moves.cancel': (of: ParsedInput<'moves.cancel'>) => moves.stop(of, 'cancelled'),
    'moves.settle': (input: ParsedInput<'moves.settle'>) => moves.settle(input),
    'moves.list': async ({ connectionId }: ParsedInput<'moves.list'>) => ({
      moves: await moves.list(connectionId),
    }),
    'moves.listEntries': async (page: ParsedInput<'moves.listEntries'>) => ({
      entries: await moves.entries(page),
    }),
    'moves.forget': async (of: ParsedInput<'moves.forget'>) => {
      await moves.forget(of)
      return {}
    },
    'moves.tryOut': async (plan: ParsedInput<'moves.tryOut'>) =>
      dryRun(plan, { entries, expressions, to: await openTo(plan) }),
    'moves.watch': ({ connectionId }: ParsedParams<'moves.watch'>, feed: FeedDemand) =>
      watch({ moves, clock, connectionId }, feed),
  }
}
