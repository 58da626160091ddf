import { expect, it } from 'vitest'
import { messageIdSchema } from '#contract'
import type { Outgoing } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { SendPacker } from './send-packer.ts'
import { createPlan } from './send-plan.ts'
import { SendRun, sendConcurrency } from './send-run.ts'
import { SendTally } from './send-tally.ts'
import { fifoOrder } from './send-target.ts'
import type { EntryAnswer, EntryResult, Packed } from './send-target.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const lost = new AppError('timed-out', 'no answer', { effectUnknown: true })
const throttled = new AppError('throttled', 'slower')

type Send = (packed: Packed) => Promise<EntryAnswer[]>

const allSent: Send = (packed) =>
  Promise.resolve(
    packed.map(({ index }) => ({
      outcome: 'sent' as const,
      messageId: messageIdSchema.parse(`m-${String(index)}`),
    })),
  )

function createRun(entries: Outgoing[], send: Send, isFifo = false) {
  const plan = createPlan({ kind: 'entries', entries }, { seed: 's', nowMs: () => 0 })
  const tally = new SendTally(entries.length)
  const clock = createSteppedClock()
  const batches: number[][] = []
  const run = new SendRun({
    packer: new SendPacker(plan, tally.places(), {
      order: isFifo ? fifoOrder : undefined,
      limits: { entries: 10, bytes: 1_048_576, bytesOf: ({ body }) => body.length },
    }),
    tally,
    clock,
    random: () => 1,
    send: (packed) => {
      batches.push(packed.map(({ index }) => index))
      return send(packed)
    },
    onChange: () => undefined,
  })
  return { run, tally, clock, batches }
}

const bodies = (count: number, groupId?: string): Outgoing[] =>
  Array.from({ length: count }, (_, index) => ({
    body: String(index),
    ...(groupId === undefined ? {} : { groupId }),
  }))

it('has so many batches in flight and no more', async () => {
  let inFlight = 0
  let most = 0
  const { run, tally } = createRun(bodies(500), async (packed) => {
    most = Math.max(most, (inFlight += 1))
    await turn()
    inFlight -= 1
    return allSent(packed)
  })
  await run.run()
  expect(most).toBe(sendConcurrency)
  expect(tally.counts).toEqual({ sent: 500, failed: 0, uncertain: 0, unsent: 0 })
})

it('gives up on a batch that is throttled for minutes, which surely was not sent', async () => {
  const { run, tally, clock, batches } = createRun(bodies(3), () => Promise.reject(throttled))
  const ended = run.run()
  await turn() // the first batch is refused, and waits
  await clock.advance(10 * 60_000)
  await ended
  expect(batches.length).toBe(12)
  expect(tally.counts).toMatchObject({ failed: 3, uncertain: 0 })
})

it('waits longer each time', async () => {
  const { run, clock, batches } = createRun(bodies(1), () => Promise.reject(throttled))
  const ended = run.run()
  await turn() // the first batch is refused, and waits
  await clock.advance(400)
  expect(batches.length).toBe(2)
  await clock.advance(799)
  expect(batches.length).toBe(2)
  await clock.advance(1)
  expect(batches.length).toBe(3)
  run.stop()
  await ended
})

it('stops when nothing is answered any more, and does not go on losing messages', async () => {
  const { run, tally, batches } = createRun(bodies(1_000), () => Promise.reject(lost))
  await run.run()
  expect(batches.length).toBeLessThan(3 * sendConcurrency)
  expect(run.error).toMatchObject({ code: 'timed-out', effectUnknown: true })
  expect(tally.counts.uncertain).toBe(batches.length * 10)
  expect(tally.counts.unsent).toBe(1_000 - batches.length * 10)
})

it('a message that is refused holds back what follows in its group', async () => {
  const refused: EntryResult = {
    outcome: 'failed',
    error: { code: 'invalid-input', params: {}, retryable: false, effectUnknown: false },
  }
  const { run, tally, batches } = createRun(
    bodies(25, 'g'),
    async (packed) => [...(await allSent(packed)).slice(0, 9), refused],
    true,
  )
  await run.run()
  expect(batches).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]])
  expect(tally.counts).toEqual({ sent: 9, failed: 16, uncertain: 0, unsent: 0 })
  expect(tally.get(10).error?.params['reason']).toBe('group-stopped')
})

it('does not wait for answers once it is abandoned: uncertain, also if they come after all', async () => {
  const answer = Promise.withResolvers<EntryResult[]>()
  const { run, tally } = createRun(bodies(3), () => answer.promise)
  const ended = run.run()
  run.abandon()
  await ended // though nothing was answered
  expect(tally.counts).toMatchObject({ sent: 0, uncertain: 3 })
  answer.resolve([])
  await turn()
  expect(tally.counts).toMatchObject({ sent: 0, uncertain: 3 })
})

const slower = {
  outcome: 'throttled',
  error: { code: 'throttled', params: {}, retryable: true, effectUnknown: false },
} as const

it('sends what was throttled again alone, and nothing else twice', async () => {
  const { run, tally, clock, batches } = createRun(bodies(5), async (packed) => {
    const answers: EntryAnswer[] = await allSent(packed)
    return packed.length === 5 ? answers.with(1, slower).with(3, slower) : answers
  })
  const ended = run.run()
  await turn()
  await clock.advance(10_000)
  await ended
  expect(batches).toEqual([
    [0, 1, 2, 3, 4],
    [1, 3],
  ])
  expect(tally.counts).toEqual({ sent: 5, failed: 0, uncertain: 0, unsent: 0 })
})

it('gives up on an entry that is throttled for minutes, which surely was not sent', async () => {
  const { run, tally, clock, batches } = createRun(bodies(2), async (packed) => {
    const answers: EntryAnswer[] = await allSent(packed)
    return answers.with(-1, slower)
  })
  const ended = run.run()
  await turn()
  await clock.advance(10 * 60_000)
  await ended
  expect(batches.length).toBe(12)
  expect(tally.counts).toEqual({ sent: 1, failed: 1, uncertain: 0, unsent: 0 })
  expect(tally.get(1).error?.code).toBe('throttled')
})
