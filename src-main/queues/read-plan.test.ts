import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { queueUrlSchema } from '#contract'
import type { QueueUrl } from '#contract'
import { Pace } from '../polling/pace.ts'
import type { Attempt } from './queue-memory.ts'
import { intervals, ReadPlan } from './read-plan.ts'

const urlsOf = (name: string, count: number): QueueUrl[] =>
  Array.from({ length: count }, (_, at) => queueUrlSchema.parse(`http://x/1/${name}-${String(at)}`))

interface World {
  favourites: QueueUrl[]
  shown: QueueUrl[]
  rest: QueueUrl[]
}

function createPlan({ favourites, shown, rest }: World, sinceMs = 0) {
  const attempts = new Map<QueueUrl, Attempt>()
  const plan = new ReadPlan({
    intervals: intervals.aws,
    shown,
    sweep: { favourites: () => favourites, rest: () => rest, sinceMs },
    attempts,
    beganAtMs: 0,
  })
  return { plan, attempts }
}

describe('a plan', () => {
  const world = {
    favourites: urlsOf('favourite', 2),
    shown: urlsOf('shown', 3),
    rest: urlsOf('rest', 4),
  }

  it('begins with the favourites, then the rows in view, then all others, each once', () => {
    const rest = [...world.shown, ...world.rest, ...world.favourites]
    const { plan } = createPlan({ ...world, rest })
    expect(plan.next(0).due).toEqual([...world.favourites, ...world.shown, ...world.rest])
  })

  it('reads nothing again before its time, and says when that is', () => {
    const { plan, attempts } = createPlan(world)
    for (const queueUrl of plan.next(0).due) attempts.set(queueUrl, { atMs: 0, isRefused: false })
    expect(plan.next(1_000)).toEqual({ due: [], laterMs: 4_000 })
    expect(plan.next(5_000)).toEqual({ due: world.favourites, laterMs: 5_000 })
    expect(plan.next(10_000).due).toEqual([...world.favourites, ...world.shown])
    expect(plan.next(60_000).due).toHaveLength(9)
  })

  it('asks what was denied again, but seldom', () => {
    const { plan, attempts } = createPlan(world)
    for (const queueUrl of plan.next(0).due) attempts.set(queueUrl, { atMs: 0, isRefused: true })
    expect(plan.next(29_000).due).toEqual([])
    expect(plan.next(30_000).due).toEqual(world.favourites)
  })

  it('reads again what a window that was loaded anew cannot know', () => {
    const { plan, attempts } = createPlan(world, 500)
    for (const queueUrl of world.rest) attempts.set(queueUrl, { atMs: 400, isRefused: false })
    expect(plan.next(600).due).toHaveLength(9)
  })

  it('reads only what is shown where no sweep is wanted, anew for each page', () => {
    const plan = new ReadPlan({
      intervals: intervals.local,
      shown: world.shown,
      sweep: undefined,
      attempts: new Map(world.shown.map((url) => [url, { atMs: 90, isRefused: false }])),
      beganAtMs: 100,
    })
    expect(plan.next(100).due).toEqual(world.shown)
  })
})

/** Lets the plan work against a budget for a time, a round a second, and tells how often each queue was read. */
function run(world: World, { budget, seconds }: { budget: number; seconds: number }) {
  const { plan, attempts } = createPlan(world)
  let nowMs = 0
  const sent: number[] = []
  const pace = new Pace({
    nowMs: () => nowMs,
    random: () => 0.5,
    budget: () => budget,
    callsLastMinute: () => sent.filter((atMs) => atMs > nowMs - 60_000).length,
    haveCredentialsEnded: () => false,
  })
  const reads = new Map<QueueUrl, number>()
  let most = 0
  for (let second = 0; second < seconds; second += 1) {
    const round = plan.next(nowMs).due.slice(0, pace.available())
    pace.take(round.length)
    for (const queueUrl of round) {
      attempts.set(queueUrl, { atMs: nowMs, isRefused: false })
      reads.set(queueUrl, (reads.get(queueUrl) ?? 0) + 1)
      sent.push(nowMs)
    }
    most = Math.max(most, sent.filter((atMs) => atMs > nowMs - 60_000).length)
    nowMs += 1_000
  }
  return { reads, most }
}

describe('a plan within a budget', () => {
  it('reads every queue in the end and is never over the budget, whatever there is to read', () => {
    const worlds = fc.record({
      favourites: fc.nat(30).map((count) => urlsOf('favourite', count)),
      shown: fc.nat(60).map((count) => urlsOf('shown', count)),
      rest: fc.nat(300).map((count) => urlsOf('rest', count)),
      budget: fc.integer({ min: 30, max: 900 }),
    })
    const slowest = {
      favourites: urlsOf('favourite', 30),
      shown: urlsOf('shown', 60),
      rest: urlsOf('rest', 300),
      budget: 30,
    }
    fc.assert(
      fc.property(worlds, ({ budget, ...world }) => {
        const all = world.favourites.length + world.shown.length + world.rest.length
        // Five times what reading each once would take: favourites and rows in view come round more often meanwhile.
        const seconds = Math.max(300, Math.ceil((5 * all * 60) / budget))
        const { reads, most } = run(world, { budget, seconds })
        expect(most).toBeLessThanOrEqual(budget)
        expect(reads.size).toBe(all)
      }),
      { numRuns: 8, examples: [[slowest]] },
    )
  })

  it('reads favourites more often than rows in view, and those more often than the rest', () => {
    const world = {
      favourites: urlsOf('favourite', 20),
      shown: urlsOf('shown', 40),
      rest: urlsOf('rest', 1_000),
    }
    const { reads } = run(world, { budget: 300, seconds: 900 })
    const least = (urls: QueueUrl[]) => Math.min(...urls.map((url) => reads.get(url) ?? 0))
    const most = (urls: QueueUrl[]) => Math.max(...urls.map((url) => reads.get(url) ?? 0))
    expect(least(world.favourites)).toBeGreaterThan(most(world.shown))
    expect(least(world.shown)).toBeGreaterThan(most(world.rest))
    expect(least(world.rest)).toBeGreaterThanOrEqual(1)
  })
})
