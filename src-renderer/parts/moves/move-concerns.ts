import type { Move } from '#contract'

/** Why a move wants a look: of several reasons the one that asks for the most. */
export type MoveConcern = { move: Move } & (
  | { kind: 'unknown'; count: number }
  | { kind: 'interrupted' | 'stopped' }
  | { kind: 'kept'; count: number }
  | { kind: 'paused' }
)

function concernOf(move: Move): MoveConcern[] {
  const { state, counts, running } = move
  if (running !== undefined) return []
  const kept = counts.kept + counts.sent
  if (counts.unknown > 0) return [{ kind: 'unknown', move, count: counts.unknown }]
  if (state === 'interrupted' || state === 'stopped') return [{ kind: state, move }]
  if (kept > 0) return [{ kind: 'kept', move, count: kept }]
  return state === 'paused' ? [{ kind: 'paused', move }] : []
}

const order = { unknown: 0, interrupted: 1, stopped: 2, kept: 3, paused: 4 }

/** The moves that are not settled, those first of which nobody knows enough. */
export function findMoveConcerns(moves: readonly Move[]): MoveConcern[] {
  return moves.flatMap(concernOf).sort((one, other) => order[one.kind] - order[other.kind])
}
