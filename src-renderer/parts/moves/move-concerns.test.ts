import { describe, expect, it } from 'vitest'
import { moveSchema } from '#contract'
import type { Move } from '#contract'
import { findMoveConcerns } from './move-concerns.ts'

const none = { sending: 0, sent: 0, kept: 0, done: 0, failed: 0, unknown: 0, left: 0 }
const at = { kind: 'redrive', connectionId: 'c', queueUrl: 'http://127.0.0.1/0/dlq', shape: {} }

function move(id: number, state: Move['state'], counts: Partial<Move['counts']> = {}): Move {
  return moveSchema.parse({
    ...{ id, state, counts: { ...none, ...counts }, from: 'dlq', toName: '' },
    plan: { ...at, to: { kind: 'sources' }, pace: { kind: 'fast' } },
    ...{ createdAtMs: 1, atMs: 1 },
  })
}

describe('findMoveConcerns', () => {
  it('names what is not settled, the least known first', () => {
    const moves = [
      move(1, 'paused'),
      move(2, 'done', { kept: 2 }),
      move(3, 'interrupted', { done: 3 }),
      move(4, 'done', { unknown: 1 }),
      move(5, 'stopped'),
    ]
    expect(findMoveConcerns(moves).map(({ kind, move: { id } }) => [kind, id])).toEqual([
      ['unknown', 4],
      ['interrupted', 3],
      ['stopped', 5],
      ['kept', 2],
      ['paused', 1],
    ])
  })

  it('leaves out what is done, cancelled, or under way', () => {
    const running = { perSecond: 1, isThrottled: false, passed: 0, heldBack: 0, hidden: 0 }
    const moves = [move(1, 'done', { done: 9, failed: 1 }), move(2, 'cancelled')]
    expect(findMoveConcerns([...moves, { ...move(3, 'running'), running }])).toEqual([])
  })
})
