import type { Announcement, FilterBlocker, TraceExpectation, TraceTarget } from '#contract'
import { judge } from '../../filters/judge.ts'
import type { Judged } from '../../filters/judge.ts'
import { toFiltered } from './trace-mark.ts'

export interface Expected {
  expectation: TraceExpectation
  blocker?: FilterBlocker
  isByMark?: true
}

/** What is known of a subscription before anything was seen; the first that keeps the message out decides. */
function expectationOf(target: TraceTarget, judged: Judged | undefined): Expected {
  if (target.state !== 'confirmed') return { expectation: target.state }
  if (target.filterPolicy === undefined) return { expectation: 'unknown' }
  if (judged !== undefined) {
    const { passes, blocker } = judged
    if (passes === undefined) return { expectation: 'unknown' }
    if (blocker !== undefined) return { expectation: 'filtered', blocker }
  }
  if (target.unwatched === 'no-queue') return { expectation: 'no-queue' }
  const { admission } = target
  if (admission === 'silent' || admission === 'denies') return { expectation: 'not-admitted' }
  return { expectation: 'delivered' }
}

async function judgeAll(targets: readonly TraceTarget[], announcement: Announcement) {
  const policies = targets.flatMap(
    ({ id, filterPolicy = '', filterScope = 'MessageAttributes' }) =>
      filterPolicy === '' ? [] : [{ id, text: filterPolicy, scope: filterScope }],
  )
  const rows = await judge({ policies, messages: [toFiltered(announcement)] }, {})
  return new Map(rows.map((row) => [row.id, row]))
}

/** Of each target, by the same filters that say who gets a message. */
export async function expectationsOf(
  targets: readonly TraceTarget[],
  { asWritten, asMarked }: Record<'asWritten' | 'asMarked', Announcement>,
): Promise<Expected[]> {
  const [marked, written] = await Promise.all([
    judgeAll(targets, asMarked),
    judgeAll(targets, asWritten),
  ])
  return targets.map((target) => {
    const expected = expectationOf(target, marked.get(target.id))
    const isByMark = marked.get(target.id)?.passes?.[0] !== written.get(target.id)?.passes?.[0]
    return isByMark ? { ...expected, isByMark } : expected
  })
}
