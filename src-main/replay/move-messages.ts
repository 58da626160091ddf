import type { ErrorValue, MoveCounts, MoveId, MovePlan, MoveState, MoveStep } from '#contract'
import type { Held, OpenReceive } from './move-ports.ts'

export interface NewMove {
  plan: MovePlan
  from: string
  toName: string
  total?: number | undefined
  nowMs: number
}

/** A move as it is on disk. */
export interface StoredMove extends Omit<NewMove, 'nowMs'> {
  id: MoveId
  state: MoveState
  error?: ErrorValue | undefined
  counts: MoveCounts
  createdAtMs: number
  atMs: number
}

/** What is about to be sent. */
export interface Claim {
  key: string
  preview: string
  groupId?: string | undefined
}

/** What became of it. */
export interface Note {
  key: string
  step: MoveStep
  toName?: string | undefined
  sentId?: string | undefined
  error?: ErrorValue | undefined
}

export interface EntryPage {
  moveId: MoveId
  step?: MoveStep | undefined
  offset: number
  limit: number
}

export interface Settling {
  moveId: MoveId
  keys?: readonly string[] | undefined
  step: MoveStep
  /** Absent to forget them: they are met as if for the first time. */
  to?: MoveStep | undefined
  nowMs: number
}

/** Steps of messages; those that come close together are on disk together. */
export type StepQuestion =
  /** Answers with the step of each that is known already; the others are `sending` from now on. */
  | { ask: 'claim'; moveId: MoveId; claims: readonly Claim[]; nowMs: number }
  | { ask: 'note'; moveId: MoveId; notes: readonly Note[]; nowMs: number }
  /** Claimed and never sent. */
  | { ask: 'unclaim'; moveId: MoveId; keys: readonly string[] }
  /** Answers with the number of the receive. */
  | { ask: 'receive'; moveId: MoveId; receive: OpenReceive }
  | { ask: 'received'; moveId: MoveId; id: number; held: readonly Held[] }

/** What the thread of moves is asked. */
export type MoveQuestion =
  | StepQuestion
  | { ask: 'begin'; move: NewMove }
  | {
      ask: 'state'
      moveId: MoveId
      state: MoveState
      error?: ErrorValue | undefined
      nowMs: number
    }
  | { ask: 'list' }
  | { ask: 'get'; moveId: MoveId }
  | { ask: 'entries'; page: EntryPage }
  | { ask: 'settle'; settling: Settling }
  | { ask: 'blocked'; moveId: MoveId }
  | { ask: 'held'; moveId: MoveId }
  /** Of what was hidden everything was given back, but for receives without an answer. */
  | { ask: 'unhold'; moveId: MoveId; nowMs: number }
  | { ask: 'forget'; moveId: MoveId }
  | { ask: 'close' }

export interface MoveThreadStart {
  path: string
  nowMs: number
}
