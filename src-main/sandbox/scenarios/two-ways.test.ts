import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idleScenario, SCENARIO_LIMITS } from '#contract'
import type { ScenarioControls, TwoWaysName } from '#contract'
import { createMemoryJobs, createMemoryLine } from '../../testing/memory-jobs.ts'
import type { MemoryJobs } from '../../testing/memory-jobs.ts'
import { createSteppedClock } from '../../testing/stepped-clock.ts'
import type { SteppedClock } from '../../testing/stepped-clock.ts'
import { TwoWays } from './two-ways.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

interface Opened {
  run: TwoWays
  clock: SteppedClock
  jobs: MemoryJobs
  /** What was wrong at any instant at which something was shown. */
  wrong: string[]
  set(change: Partial<ScenarioControls>): Promise<void>
}

function lawOf(run: TwoWays): string | undefined {
  const { queued, direct } = run.figures()
  const places = queued.done + queued.waiting + queued.inFlight + queued.dead + queued.missing
  if (queued.accepted !== places) return `queued: ${JSON.stringify(queued)}`
  if (queued.accepted + queued.refused > queued.asked) return `sends: ${JSON.stringify(queued)}`
  const counts = [...Object.values(queued), ...Object.values(direct)]
  if (counts.some((each) => typeof each === 'number' && each < 0)) return 'a number below 0'
  return undefined
}

async function open(
  scenario: TwoWaysName,
  change: Partial<ScenarioControls> = {},
  seed = 7,
): Promise<Opened> {
  const clock = createSteppedClock(Date.UTC(2026, 10, 23))
  const jobs = createMemoryJobs(clock, 7)
  const wrong: string[] = []
  let controls = { ...idleScenario(scenario).controls, ...change }
  const run: TwoWays = new TwoWays({
    ...{ scenario, seed, clock, controls, queue: jobs, line: createMemoryLine(clock) },
    onChange: () => {
      const law = lawOf(run)
      if (law !== undefined) wrong.push(law)
    },
  })
  await run.start()
  return {
    ...{ run, clock, jobs, wrong },
    async set(next) {
      controls = { ...controls, ...next }
      await run.set(controls)
    },
  }
}

async function stop({ run, clock }: Opened): Promise<void> {
  let isStopped = false
  const stopped = run.stop().then(() => {
    isStopped = true
  })
  while (!isStopped) {
    await clock.advance(100)
    await turn()
  }
  await stopped
}

const orders = fc.oneof(
  fc.record({ ratePerS: fc.constantFrom(0, 1, 20, 50, 10_000) }),
  fc.record({ doesPerS: fc.constantFrom(0.1, 1, 10, 50) }),
  fc.record({ open: fc.boolean() }),
  fc.record({ failEvery: fc.constantFrom(0, 1, 2, 5) }),
  fc.record({ workers: fc.integer({ min: 0, max: 4 }) }),
)
const steps = fc.array(
  fc.oneof(
    orders,
    fc.constantFrom('kill' as const, 'take' as const, 'redrive' as const),
    fc.constantFrom('lose-answers' as const, 'keep-answers' as const),
    fc.integer({ min: 20, max: 7_000 }),
  ),
  { minLength: 1, maxLength: 12 },
)

type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never

async function take(opened: Opened, step: Step): Promise<void> {
  const { run, jobs, clock } = opened
  if (typeof step === 'number') await clock.advance(step)
  else if (step === 'kill') run.killWorker()
  else if (step === 'take') jobs.take()
  else if (step === 'redrive') jobs.redrive()
  else if (typeof step === 'string') jobs.loseAnswers(step === 'lose-answers')
  else await opened.set(step)
}

describe('a run of direct calls beside a queue', () => {
  it('has every order in one place at every instant, and agrees with the queue in the end', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(999), async (all, seed) => {
        const opened = await open('store', { ratePerS: 20 }, seed)
        const { run, clock, jobs, wrong } = opened
        for (const step of all) {
          await take(opened, step)
          expect(lawOf(run)).toBeUndefined()
        }
        await clock.advance(6_000)
        await stop(opened)
        expect(wrong).toEqual([])
        const held = jobs.held()
        await clock.advance(100)
        const { queue, dead } = await held
        const { queued, direct } = run.figures()
        expect(queued.waiting + queued.inFlight).toBe(queue.size)
        expect(queued.dead).toBe(dead.size)
        expect(direct.waiting).toBe(0)
      }),
      { numRuns: 120 },
    )
  })

  it('loses direct orders while shipping is stopped, and delivers every queued one later', async () => {
    const opened = await open('store', { ratePerS: 5, doesPerS: 20 })
    const { run, clock } = opened
    await clock.advance(10_000)
    expect(run.figures().direct.refused).toBe(0)
    await opened.set({ open: false })
    await clock.advance(10_000)
    const { direct, queued } = run.figures()
    expect(direct.refused).toBeGreaterThan(20)
    expect(queued.waiting + queued.inFlight).toBe(queued.accepted - queued.done)
    expect(queued.waiting).toBeGreaterThan(20)
    await opened.set({ open: true, ratePerS: 0 })
    await clock.advance(20_000)
    const after = run.figures()
    expect(after.queued.done).toBe(after.queued.accepted)
    expect(after.direct.done).toBe(after.direct.asked - direct.refused)
    expect(after.check).toMatchObject({ agrees: true, held: 0, dead: 0 })
    await stop(opened)
  })

  it('is the same for the same seed', async () => {
    const runs = await Promise.all(
      [3, 3, 4].map(async (seed) => {
        const opened = await open('store', { failEvery: 3 }, seed)
        await opened.clock.advance(30_000)
        await stop(opened)
        return opened.run.figures().direct
      }),
    )
    expect(runs[0]).toEqual(runs[1])
    expect(runs[2]).not.toEqual(runs[0])
  })

  it('brings what fails each time to the dead-letter queue', async () => {
    const opened = await open('store', { ratePerS: 2, failEvery: 1 })
    await opened.clock.advance(30_000)
    await opened.set({ ratePerS: 0 })
    await opened.clock.advance(30_000)
    const { queued, check } = opened.run.figures()
    expect(queued.accepted).toBeGreaterThan(30)
    expect(queued.dead).toBe(queued.accepted)
    expect(check?.dead).toBe(queued.accepted)
    await stop(opened)
  })

  it('places 50 orders a second when asked for 10,000, and none at 0', async () => {
    const opened = await open('store', { ratePerS: 10_000, doesPerS: 50, workers: 4 })
    await opened.clock.advance(10_000)
    await opened.set({ ratePerS: 0 })
    // The beat that had begun.
    await opened.clock.advance(100)
    const { asked } = opened.run.figures().queued
    expect(asked).toBeGreaterThan(400)
    expect(asked).toBeLessThan(600)
    await opened.clock.advance(60_000)
    expect(opened.run.figures().queued.asked).toBe(asked)
    await stop(opened)
  })

  it('takes nothing new over night once its queues are as full as they may be', async () => {
    const opened = await open('store', { ratePerS: 50, open: false })
    await opened.clock.advance(8 * 60_000)
    expect(opened.run.isFull).toBe(true)
    expect(opened.run.figures().queued.waiting).toBe(SCENARIO_LIMITS.kept)
    expect(opened.run.figures().queued.depths).toHaveLength(60)
    await stop(opened)
  })
})

describe('a burst', () => {
  it('refuses most direct calls, and encodes every queued video but the broken one', async () => {
    const opened = await open('burst')
    const { run, clock } = opened
    run.sendBurst()
    await clock.advance(5_000)
    const { direct } = run.figures()
    expect(direct.refused).toBeGreaterThan(900)
    expect(direct.refused + direct.done + direct.timedOut + direct.failed).toBe(1000)
    run.killWorker()
    await clock.advance(120_000)
    const { queued } = run.figures()
    expect(queued).toMatchObject({ accepted: 1000, done: 999, dead: 1, waiting: 0, inFlight: 0 })
    expect(queued.redelivered).toBeGreaterThan(2)
    await stop(opened)
  })

  it('is not sent a third time while two lie in the queue', async () => {
    const opened = await open('burst', { workers: 0 })
    for (let bursts = 0; bursts < 3; bursts += 1) {
      opened.run.sendBurst()
      await opened.clock.advance(3_000)
    }
    expect(opened.run.figures().queued.accepted).toBe(2_000)
    expect(opened.run.isFull).toBe(true)
    await stop(opened)
  })
})
