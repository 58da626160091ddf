import type { ScenarioControls, ScenarioView, scenarioActions } from '#contract'
import type { Held } from './ledger.ts'

/** A message as a worker receives it. */
export interface Job {
  readonly id: string
  readonly handle: string
}

/** The queue of a scenario with its dead-letter queue, as its services see them. */
export interface JobQueue {
  send(id: string): Promise<void>
  receive(max: number, visibilityS: number): Promise<Job[]>
  remove(job: Job): Promise<void>
  /** What both hold, without receiving. */
  held(): Promise<Held>
}

/** How a direct call ended for the caller. */
export type CallEnd = 'done' | 'refused' | 'timed-out' | 'failed'

/** The way from one service to the other without a queue. */
export interface DirectLine {
  /** Waits for the answer, at most so long. Never rejects. */
  call(id: string, timeoutMs: number): Promise<CallEnd>
  /** The called service begins to listen. */
  open(serve: Serve): Promise<void>
  /** It is gone: calls under way are cut, new ones refused. */
  shut(): Promise<void>
}

/** The called service: answers one call. `isGone` is true when nobody waits for the answer any more. */
export type Serve = (id: string, isGone: () => boolean) => Promise<'done' | 'busy' | 'failed'>

export type ScenarioAction = (typeof scenarioActions)[number]

/** What of a view is not its own: the hub has it. */
type Framed = 'scenario' | 'state' | 'seed' | 'startedAtMs' | 'endedAtMs' | 'reason'
type FiguresOf<V> = V extends ScenarioView ? Partial<Omit<V, Framed>> : never
export type ScenarioFigures = FiguresOf<ScenarioView>

/** One run of a scenario, from its start to its end. */
export interface ScenarioRun {
  start(): Promise<void>
  set(controls: ScenarioControls): Promise<void>
  act(action: ScenarioAction): void
  stop(): Promise<void>
  figures(): ScenarioFigures
}
