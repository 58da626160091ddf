import type { ErrorValue, MoveCounts, MoveId, MovePlan, MoveState, MoveStep } from '#contract'

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

/** What is known of a message from before, by this move or by another of the same source. */
export interface Known {
  step: MoveStep
  isOwn: boolean
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

/**
 * Messages of one move, by their keys at its source. A message is known by source and key, whichever move took it: what
 * one move sent, another move out of the same queue does not send again.
 */
export interface Of {
  moveId: MoveId
  source: string
}

/** Steps of messages; those that come close together are on disk together. */
export type StepQuestion = Of &
  (
    | /** Answers with what is known of each; those of which nothing is are `sending` from now on. */
      { ask: 'claim'; claims: readonly Claim[]; nowMs: number }
    | { ask: 'note'; notes: readonly Note[]; nowMs: number } /** Claimed and never sent. */
    | { ask: 'unclaim'; keys: readonly string[] }
  )

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
  | ({ ask: 'known'; keys: readonly string[] } & Of)
  | ({ ask: 'blocked' } & Of)
  | { ask: 'forget'; moveId: MoveId }
  | { ask: 'close' }

export interface MoveThreadStart {
  path: string
  nowMs: number
}
