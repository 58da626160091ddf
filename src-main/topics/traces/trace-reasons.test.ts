import { expect, it } from 'vitest'
import type { TraceExpectation, TraceReason, TraceRow } from '#contract'
import { traceQueue, traceTarget } from '../../testing/trace-targets.ts'
import type { LiveTap } from '../taps/live-tap.ts'
import { liveRow } from './live-trace.ts'
import type { LiveRow } from './live-trace.ts'
import { reasonsOf } from './trace-reasons.ts'

const times = { publish: 'answered', publishedAtMs: 1_000, endsAtMs: 31_000 } as const

interface Seen {
  expectation?: TraceExpectation
  row?: Partial<TraceRow>
  endings?: readonly TraceReason[]
}

function rowOf(target: object, { expectation = 'delivered', row, endings = [] }: Seen): LiveRow {
  const live = liveRow(traceTarget(target), { expectation }, { isWatched: true })
  live.row = { ...live.row, ...row }
  endings.forEach((each) => live.endings.add(each))
  return live
}

const cases: readonly [string, object, Seen, readonly TraceReason[]][] = [
  ['nothing known', {}, {}, ['none-known']],
  ['its filter', {}, { expectation: 'filtered' }, ['filter']],
  ['a filter nobody may read', {}, { expectation: 'unknown' }, ['filter']],
  ['a policy under conditions', { admission: 'depends' }, {}, ['admission']],
  ['a delay as long as the trace', { queue: traceQueue({ delaySeconds: 30 }) }, {}, ['delay']],
  ['a shorter delay', { queue: traceQueue({ delaySeconds: 29 }) }, {}, ['none-known']],
  ['the last receive', {}, { endings: ['would-move'] }, ['would-move']],
  ['the second receive', {}, { endings: ['looks-used'] }, ['looks-used']],
  ['ten that wait', { queue: traceQueue({ visible: 10 }) }, {}, ['none-known']],
  ['eleven that wait', { queue: traceQueue({ visible: 11 }) }, {}, ['backlog']],
  ['eleven that came meanwhile', {}, { row: { others: 11 } }, ['backlog']],
  ['one with a consumer', {}, { row: { inFlight: 1 } }, ['consumers']],
  ['a key of KMS', { queue: traceQueue({ hasKmsKey: true }) }, {}, ['key']],
  [
    'all that points somewhere is told',
    { admission: 'depends', queue: traceQueue({ hasKmsKey: true }) },
    { row: { inFlight: 2 } },
    ['admission', 'consumers', 'key'],
  ],
  // Only the dead-letter queue was looked into: nothing is known of the other's policy or key.
  ['no queue of its own', { queue: undefined, admission: undefined }, {}, ['none-known']],
]

it.each(cases)('%s', (_why, target, seen, reasons) => {
  expect(reasonsOf(rowOf(target, seen), times)).toEqual(reasons)
})

it('a publish without an answer may be why everywhere', () => {
  const uncertain = { ...times, publish: 'uncertain' } as const
  expect(reasonsOf(rowOf({}, {}), uncertain)).toEqual(['uncertain-publish'])
})

it.each([
  ['delivered', ['new-tap']],
  ['not-admitted', ['new-tap']],
  ['filtered', ['filter']],
  ['unknown', ['filter', 'new-tap']],
] as const)('by a tap and %s: nothing of the queue is a reason', (expectation, reasons) => {
  const queue = traceQueue({ visible: 99, hasKmsKey: true, delaySeconds: 900 })
  // Only whether there is one decides.
  const tap = {} as LiveTap
  const live = rowOf({ queue, admission: 'denies' }, { expectation, row: { others: 99 } })
  expect(reasonsOf({ ...live, tap }, times)).toEqual(reasons)
})
