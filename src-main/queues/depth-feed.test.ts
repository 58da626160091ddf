import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectionSchema, queueUrlSchema } from '#contract'
import type { Depth, DepthItem, ErrorValue, QueueUrl, Target } from '#contract'
import { Session } from '../connections/session.ts'
import { AppError, errorValue } from '../lib/app-error.ts'
import { Credit } from '../lib/credit.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import type { SteppedClock } from '../testing/stepped-clock.ts'
import { watchDepths } from './depth-feed.ts'
import { QueueMemories } from './queue-memory.ts'
import type { DepthReading, DepthRound } from './queue-reader.ts'
import { intervals, ReadPlan } from './read-plan.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const [orders, payments, mails] = ['orders', 'payments', 'mails'].map((name) =>
  queueUrlSchema.parse(`http://127.0.0.1:4566/000000000000/${name}`),
) as [QueueUrl, QueueUrl, QueueUrl] // one for each of the three names

const throttled = errorValue(new AppError('throttled', 'slow down', { retryable: true }))
const denied = errorValue(new AppError('access-denied', 'no'))

/** A reader that answers when the test says so. */
class HandReader {
  rounds: { queueUrls: readonly QueueUrl[]; round: DepthRound; end(): void }[] = []

  readDepths(_session: Session, queueUrls: readonly QueueUrl[], round: DepthRound): Promise<void> {
    const over = Promise.withResolvers<undefined>()
    this.rounds.push({ queueUrls, round, end: () => over.resolve(undefined) })
    return over.promise
  }

  tell(reading: DepthReading): void {
    this.rounds.at(-1)?.round.onReading(reading)
  }

  end(): void {
    this.rounds.at(-1)?.end()
  }
}

const depthOf = (queueUrl: QueueUrl, visible = 1): { depth: Depth } => ({
  depth: { queueUrl, visible, inFlight: 0, delayed: 0, readAtMs: 0 },
})

let clock: SteppedClock
let reader: HandReader
let credit: Credit
let stop: AbortController
let items: DepthItem[]
let hasEnded: boolean

beforeEach(() => {
  clock = createSteppedClock(1_000_000)
  reader = new HandReader()
  credit = new Credit()
  stop = new AbortController()
  items = []
  hasEnded = false
})
afterEach(() => {
  stop.abort()
  reader.end()
})

function follow(target: Target = { kind: 'sandbox' }, random = vi.fn(() => 0.5)): Session {
  const connection = connectionSchema.parse({
    id: 'c-1',
    name: 'one',
    target,
    region: 'us-east-1',
    environment: 'local',
    guard: 'read-only',
  })
  const session = new Session(connection, {
    clock,
    findSandboxEndpoint: () => undefined,
    sandboxStarted: () => Promise.resolve(),
  })
  const memory = new QueueMemories({ clock, random }).of(session)
  const plan = new ReadPlan({
    intervals: intervals[target.kind === 'profile' ? 'aws' : 'local'],
    shown: [orders, payments, mails],
    sweep: undefined,
    attempts: memory.attempts,
    beganAtMs: clock.now(),
  })
  const run = { session, plan, memory, signal: stop.signal, demand: () => credit.take() }
  stop.signal.addEventListener('abort', () => {
    credit.end()
  })
  void (async () => {
    for await (const item of watchDepths({ reader, clock }, run)) items.push(item)
    hasEnded = true
  })()
  return session
}

/** Tells these readings, and of each other queue that it was read, unless the feed ended the round before. */
async function finishRound(...readings: DepthReading[]): Promise<void> {
  await turn()
  for (const reading of readings) reader.tell(reading)
  const told = readings.map((each) => ('depth' in each ? each.depth.queueUrl : each.queueUrl))
  const { queueUrls = [], round } = reader.rounds.at(-1) ?? {}
  for (const queueUrl of queueUrls) {
    if (round?.signal.aborted === false && !told.includes(queueUrl)) reader.tell(depthOf(queueUrl))
  }
  reader.end()
  await turn()
}

describe('credentials that ended', () => {
  it('hold the next round up until they are renewed, and no longer', async () => {
    const session = follow()
    credit.set(5)
    const ended = new AppError('credentials-expired', 'ended')
    session.credentials.end(ended)
    await finishRound({ queueUrl: orders, error: errorValue(ended) })
    expect(items.at(-1)).toMatchObject({ status: { state: 'backing-off' } })
    expect(reader.rounds).toHaveLength(1)
    session.credentials.renew() // the clock stands still: no back-off has run out
    await turn()
    await turn()
    expect(reader.rounds).toHaveLength(2)
  })
})

const waiting = (untilMs: number): DepthItem => ({
  depths: [],
  failures: [],
  status: { state: 'waiting', untilMs },
})

describe('a round', () => {
  it('is not begun without credit', async () => {
    follow()
    await clock.advance(3_600_000)
    expect(reader.rounds).toEqual([])
    expect(items).toEqual([])
  })

  it('asks for all queues, and sends the first reading at once', async () => {
    follow()
    credit.set(1)
    await turn()
    expect(reader.rounds.map(({ queueUrls }) => queueUrls)).toEqual([[orders, payments, mails]])
    reader.tell(depthOf(orders))
    await turn()
    const { depth } = depthOf(orders)
    expect(items).toEqual([{ depths: [depth], failures: [], status: { state: 'polling' } }])
  })

  it('sends the later ones together, every 50 ms at most', async () => {
    follow()
    credit.set(1)
    await turn()
    reader.tell(depthOf(orders))
    await turn()
    reader.tell(depthOf(payments))
    reader.tell({ queueUrl: mails, error: denied })
    await clock.advance(49)
    expect(items).toHaveLength(1)
    await clock.advance(1)
    expect(items[1]).toEqual({
      depths: [depthOf(payments).depth],
      failures: [{ queueUrl: mails, error: denied }],
      status: { state: 'polling' },
    })
  })

  it('sends nothing while nothing comes', async () => {
    follow()
    credit.set(1)
    await turn()
    await clock.advance(5000)
    expect(items).toEqual([])
  })

  it('ends with what is left and with when the next may start', async () => {
    follow()
    credit.set(1)
    await finishRound(depthOf(orders), depthOf(payments))
    expect(items.flatMap(({ depths }) => depths.map(({ queueUrl }) => queueUrl))).toEqual([
      orders,
      payments,
      mails,
    ])
    expect(items.at(-1)).toEqual(waiting(1_001_000))
  })
})

describe('the next round', () => {
  it.each([
    ['a second on this machine', { kind: 'sandbox' }, 1000],
    ['a second on an emulator', { kind: 'emulator', endpoint: 'http://127.0.0.1:4566' }, 1000],
    ['five on AWS, where each read is billed', { kind: 'profile', profile: 'prod' }, 5000],
  ] as const)('starts after %s', async (_how, target, intervalMs) => {
    follow(target)
    credit.set(2)
    await finishRound(depthOf(orders))
    await clock.advance(intervalMs - 1)
    expect(reader.rounds).toHaveLength(1)
    await clock.advance(1)
    expect(reader.rounds).toHaveLength(2)
  })

  it('waits for credit when there is none left, and starts as soon as there is', async () => {
    follow()
    credit.set(1)
    await finishRound(depthOf(orders))
    await clock.advance(60_000)
    expect(reader.rounds).toHaveLength(1)
    credit.set(1)
    await turn()
    expect(reader.rounds).toHaveLength(2)
  })

  it('is taken back by a window that hides', async () => {
    follow()
    credit.set(100)
    await finishRound(depthOf(orders))
    credit.set(0)
    await clock.advance(3_600_000)
    expect(reader.rounds).toHaveLength(1)
  })
})

describe('a round with failures', () => {
  const backingOff = (untilMs: number, error: ErrorValue): DepthItem => ({
    depths: [],
    failures: [],
    status: { state: 'backing-off', untilMs, error },
  })

  it('backs off longer and longer, up to a minute, and says until when and why', async () => {
    follow()
    credit.set(100)
    const waits: number[] = []
    for (let round = 0; round < 9; round += 1) {
      await finishRound(depthOf(orders), { queueUrl: payments, error: throttled })
      const { status } = items.at(-1) ?? {}
      if (status?.state !== 'backing-off') throw new Error('not backing off')
      expect(items.at(-1)).toEqual(backingOff(status.untilMs, throttled))
      const waitMs = status.untilMs - clock.now()
      waits.push(waitMs)
      await clock.advance(waitMs - 1)
      expect(reader.rounds).toHaveLength(round + 1)
      await clock.advance(1)
    }
    // The interval of a second, and half (the fixed random share) of 2, 4, 8 … 60 s.
    expect(waits).toEqual([2000, 3000, 5000, 9000, 17_000, 31_000, 31_000, 31_000, 31_000])
  })

  it('tries one queue, and goes on with the others as soon as that is answered', async () => {
    follow()
    credit.set(100)
    await finishRound({ queueUrl: orders, error: throttled })
    await clock.advance(2000)
    expect(reader.rounds.at(-1)?.queueUrls).toHaveLength(1)
    await finishRound()
    expect(items.at(-1)).toEqual(waiting(clock.now() + 5))
    await clock.advance(5)
    expect(reader.rounds.at(-1)?.queueUrls).toHaveLength(2)
    await finishRound({ queueUrl: orders, error: throttled })
    expect(items.at(-1)).toEqual(backingOff(clock.now() + 2000, throttled))
  })

  it('ends at the first answer that the next queue would get as well', async () => {
    follow()
    credit.set(100)
    await turn()
    reader.tell({ queueUrl: orders, error: throttled })
    expect(reader.rounds[0]?.round.signal.aborted).toBe(true)
  })

  it('does not back off for one queue that fails where others are read', async () => {
    follow()
    credit.set(1)
    const late = errorValue(new AppError('timed-out', 'no answer', { retryable: true }))
    await finishRound({ queueUrl: orders, error: late }, depthOf(payments))
    expect(items.at(-1)).toEqual(waiting(1_001_000))
  })

  it('does not back off for what another try would not mend', async () => {
    follow()
    credit.set(1)
    await finishRound({ queueUrl: orders, error: denied }, depthOf(payments))
    expect(items.flatMap(({ failures }) => failures)).toEqual([{ queueUrl: orders, error: denied }])
    expect(items.at(-1)).toEqual(waiting(1_001_000))
  })
})

describe('a window that goes away', () => {
  it('ends a feed that waits for credit', async () => {
    follow()
    await turn()
    stop.abort()
    await turn()
    expect(hasEnded).toBe(true)
    expect(reader.rounds).toEqual([])
  })

  it('ends a feed in its pause, at once', async () => {
    follow()
    credit.set(100)
    await finishRound(depthOf(orders))
    stop.abort()
    await turn()
    expect(hasEnded).toBe(true)
    await clock.advance(60_000)
    expect(reader.rounds).toHaveLength(1)
  })

  it('ends a round, which the reader is told of, when its reads in flight have ended', async () => {
    follow()
    credit.set(100)
    await turn()
    reader.tell(depthOf(orders))
    await turn()
    stop.abort()
    expect(reader.rounds[0]?.round.signal.aborted).toBe(true)
    await turn()
    expect(hasEnded).toBe(false)
    reader.end()
    await turn()
    expect(hasEnded).toBe(true)
    expect(reader.rounds).toHaveLength(1)
  })
})
