import { describe, expect, it } from 'vitest'
import { messageSchema, queueUrlSchema, topicArnSchema } from '#contract'
import type { Message } from '#contract'
import { Session } from '../../connections/session.ts'
import { AppError } from '../../lib/app-error.ts'
import { DisposableStore } from '../../lib/disposables.ts'
import { createSteppedClock } from '../../testing/stepped-clock.ts'
import { TopicReader } from '../topic-reader.ts'
import type { TapQueues } from './tap-ports.ts'
import { noSavedTaps, TapRecords } from './tap-records.ts'
import type { SavedTapsFile } from './tap-records.ts'
import { Taps } from './taps.ts'

const topicArn = topicArnSchema.parse('arn:aws:sns:us-east-1:000000000000:orders')
const queueUrl = queueUrlSchema.parse('http://127.0.0.1:4566/000000000000/q')
const hourMs = 3_600_000

const missing = (): AppError => new AppError('not-found', 'gone')

function message(body: string): Message {
  return messageSchema.parse({
    ...{ messageId: body, preview: body, bodyBytes: body.length, receiveCount: 1, body },
    ...{ attributeCount: 0, atReceiveLimit: false, attributes: [], systemAttributes: [] },
  })
}

/** SQS and SNS in memory: what is there, what was asked for, and what is refused. */
function world() {
  const clock = createSteppedClock(1_763_800_000_000)
  const there = { queue: false, subscription: false, topic: true }
  const asked: string[] = []
  const refuse = new Map<string, () => Error>()
  const inbox: string[] = []
  const deleted: string[] = []
  const ask = <T>(action: string, answer: () => T): Promise<T> => {
    asked.push(action)
    const refusal = refuse.get(action)
    return refusal === undefined ? Promise.resolve().then(answer) : Promise.reject(refusal())
  }
  const sns: Record<string, () => unknown> = {
    GetTopicAttributes: () => {
      if (!there.topic) throw missing()
      return { Attributes: {} }
    },
    GetSubscriptionAttributes: () => {
      if (!there.subscription) throw missing()
      return { Attributes: {} }
    },
    Subscribe: () => {
      there.subscription = true
      return { SubscriptionArn: `${topicArn}:1` }
    },
    Unsubscribe: () => {
      there.subscription = false
    },
    ListSubscriptionsByTopic: () => ({ Subscriptions: [] }),
  }
  const session: Session = Object.create(Session.prototype)
  Object.assign(session, {
    connection: { id: 'c', name: 'C', region: 'us-east-1', target: { kind: 'sandbox' } },
    disposables: new DisposableStore(),
    client: () => ({}),
    call: ({ action }: { action: string }) => ask(action, () => sns[action]?.()),
  })
  Object.defineProperty(session, 'cliOptions', { value: { region: 'us-east-1' } })
  const queues: TapQueues = {
    create: () =>
      ask('CreateQueue', () => {
        there.queue = true
        return queueUrl
      }),
    findUrl: () => ask('GetQueueUrl', () => (there.queue ? queueUrl : undefined)),
    arnOf: (_session, _url) => ask('GetQueueAttributes', () => file.taps[0]?.queueArn ?? ''),
    receive: (_session, _url, waitSeconds) =>
      ask(`ReceiveMessage ${String(waitSeconds)}`, () =>
        inbox.splice(0).map((body) => ({ message: message(body), receiptHandle: body })),
      ),
    removeMessages: (_session, _url, handles) =>
      ask('DeleteMessage', () => {
        deleted.push(...handles)
      }),
    remove: () =>
      ask('DeleteQueue', () => {
        there.queue = false
      }),
    list: () => Promise.resolve([]),
    tagsOf: () => Promise.resolve({}),
  }
  let file: SavedTapsFile = noSavedTaps
  const records = new TapRecords({
    get: () => file,
    set: (next) => {
      file = next
    },
  })
  const journal: string[] = []
  const taps = new Taps({
    ...{ clock, queues, records, random: Math.random, owner: 'me@here' },
    reader: new TopicReader(clock),
    record: async ({ operation }, run) => {
      await run(({ count }) => journal.push(`${operation} ${String(count)}`))
    },
  })
  const start = async () => {
    const wish = { session, topicArn, delivery: 'raw' as const, fromMs: undefined }
    const { tapId } = await taps.plan(wish)
    return taps.start({ ...wish, tapId })
  }
  return {
    ...{ clock, there, asked, refuse, inbox, deleted, taps, session, start, journal, records },
    recorded: () => file.taps,
  }
}

describe('a tap', () => {
  it('has on record what it is about to make', async () => {
    const { start, recorded, refuse } = world()
    const seen: unknown[] = []
    refuse.set('Subscribe', () => {
      seen.push(recorded().map(({ queue, subscription }) => [queue, subscription]))
      return new AppError('access-denied', 'no')
    })
    const tap = await start()
    expect(seen).toEqual([[['there', 'making']]])
    expect(tap.toTap()).toMatchObject({ state: 'failed', endedBy: 'not-started' })
    expect(recorded()).toEqual([])
  })

  it('waits for a queue that SQS does not know yet, though it made it', async () => {
    const { start, refuse, clock } = world()
    let left = 2
    refuse.set('GetQueueAttributes', () => {
      left -= 1
      if (left === 0) refuse.delete('GetQueueAttributes')
      return missing()
    })
    const starting = start()
    await expect.poll(() => left).toBe(1)
    await clock.advance(500)
    await expect.poll(() => left).toBe(0)
    await clock.advance(500)
    expect((await starting).state).toBe('live')
  })

  it('ends by itself after 8 hours, and the journal knows', async () => {
    const { start, clock, there, journal, recorded } = world()
    const tap = await start()
    await clock.advance(8 * hourMs - 1)
    expect(tap.state).toBe('live')
    await clock.advance(1)
    expect(tap.toTap()).toMatchObject({ state: 'stopped', endedBy: 'expired' })
    expect(there).toMatchObject({ queue: false, subscription: false })
    expect(journal).toEqual(['taps.stop 2'])
    expect(recorded()).toEqual([])
  })

  it('deletes what it has in memory, and nothing before', async () => {
    const { start, taps, inbox, deleted } = world()
    const tap = await start()
    inbox.push('a', 'b')
    taps.begin(tap)
    expect(deleted).toEqual([])
    await expect.poll(() => deleted).toEqual(['a', 'b'])
    expect(tap.memory.received).toBe(2)
  })

  it('asks no sooner than it said after a refusal', async () => {
    const { start, taps, refuse, asked, clock } = world()
    const tap = await start()
    refuse.set('ReceiveMessage 2', () => new AppError('throttled', 'slow down'))
    taps.begin(tap)
    await expect.poll(() => tap.toTap().pollError?.code).toBe('throttled')
    const before = asked.length
    taps.begin(tap)
    expect(asked).toHaveLength(before)
    await clock.advance(60_000)
    taps.begin(tap)
    expect(asked.length).toBeGreaterThan(before)
  })

  it('notices a topic that was deleted, after 10 s without a message', async () => {
    const { start, taps, there, asked, clock } = world()
    const tap = await start()
    const checks = (): number => asked.filter((action) => action === 'GetTopicAttributes').length
    const before = checks()
    there.topic = false
    await clock.advance(9_999)
    taps.begin(tap)
    await expect.poll(() => asked.at(-1)).toBe('ReceiveMessage 2')
    expect(checks()).toBe(before)
    await clock.advance(1)
    taps.begin(tap)
    await expect
      .poll(() => tap.toTap())
      .toMatchObject({ state: 'stopped', endedBy: 'topic-deleted' })
  })

  it('takes what it may not ask for to be there', async () => {
    const { start, taps, refuse, clock } = world()
    const tap = await start()
    refuse.set('GetTopicAttributes', () => new AppError('access-denied', 'no'))
    refuse.set('GetSubscriptionAttributes', () => new AppError('access-denied', 'no'))
    await clock.advance(20_000)
    taps.begin(tap)
    await clock.advance(1)
    expect(tap.state).toBe('live')
  })

  it('is removed once, however often it is asked to end', async () => {
    const { start, taps, session, asked } = world()
    const tap = await start()
    await Promise.all([
      taps.stop(tap, session, 'asked'),
      taps.stop(tap, session, 'closed'),
      session.disposables.dispose(),
    ])
    expect(asked.filter((action) => action === 'DeleteQueue')).toHaveLength(1)
    expect(tap.toTap()).toMatchObject({ state: 'stopped', endedBy: 'asked' })
  })

  it('keeps the end of its connection waiting for 4 s at most, and its record', async () => {
    const { start, session, refuse, recorded, clock } = world()
    await start()
    refuse.set('DeleteQueue', () => new AppError('timed-out', 'late', { retryable: true }))
    refuse.set('Unsubscribe', () => new AppError('timed-out', 'late', { retryable: true }))
    let isOver = false
    const ending = session.disposables.dispose().then(() => {
      isOver = true
    })
    await clock.advance(3_999)
    expect(isOver).toBe(false)
    await clock.advance(1)
    await ending
    expect(recorded()).toHaveLength(1)
  })
})

describe('what an earlier run left', () => {
  it('is listed, and removed when its connection is opened', async () => {
    const before = world()
    await before.start()
    const [record] = before.recorded()
    const { taps, records, session, there, recorded, journal } = world()
    if (record === undefined) throw new Error('no record')
    records.add(record)
    there.queue = true
    there.subscription = true
    expect(taps.list()).toMatchObject([{ state: 'left', topicName: 'orders' }])
    await taps.clean(session)
    expect(taps.list()).toMatchObject([{ state: 'stopped', endedBy: 'crashed' }])
    expect(there).toMatchObject({ queue: false, subscription: false })
    expect(journal).toEqual(['taps.stop 2'])
    expect(recorded()).toEqual([])
  })

  it('is left alone where the connection leads elsewhere now', async () => {
    const before = world()
    await before.start()
    const [record] = before.recorded()
    const { taps, records, session, asked } = world()
    if (record === undefined) throw new Error('no record')
    records.add({ ...record, place: 'elsewhere' })
    await taps.clean(session)
    expect(asked).toEqual([])
    const [tap] = taps.list()
    if (tap === undefined) throw new Error('no tap')
    expect(tap.state).toBe('left')
    expect(() => {
      taps.assertPlace(taps.get(tap.tapId), session)
    }).toThrow(expect.objectContaining({ code: 'conflict', params: expect.anything() }))
    taps.dismiss(taps.get(tap.tapId))
    expect(taps.list()).toEqual([])
  })
})
