import { expect, it } from 'vitest'
import { connectionIdSchema, messageIdSchema, traceIdSchema } from '#contract'
import { AppError } from '../../lib/app-error.ts'
import { createSteppedClock } from '../../testing/stepped-clock.ts'
import {
  idleSession,
  seenMessage,
  traceQueue,
  tracedTopic,
  traceTarget,
} from '../../testing/trace-targets.ts'
import { LiveTrace, liveRow } from './live-trace.ts'
import type { TraceLook, TraceQueues } from './trace-ports.ts'
import { TraceWatcher } from './trace-watcher.ts'

const mark = 'k3v9x0q2m7ab'
const startMs = 1_763_800_000_000
const own = seenMessage({
  ...{ messageId: 'own', receiveCount: 1, attributeCount: 1 },
  attributes: [
    { name: 'weir-trace', dataType: 'String', value: mark, encoding: 'text', bytes: 12 },
  ],
})
const theirs = seenMessage()

/** The same failure of a delivery as SNS's guide tells it: the envelope, put aside with what went wrong. */
const undelivered = seenMessage({
  messageId: 'dead',
  body: JSON.stringify({
    ...{ Type: 'Notification', MessageId: 'sns-1', Message: 'x' },
    MessageAttributes: { 'weir-trace': { Type: 'String', Value: mark } },
  }),
})

type Answer = Partial<TraceLook> | AppError

interface Setting {
  queue?: object
  kind?: 'queue' | 'dead-letter'
  seconds?: number
}

/** A queue that gives these answers in turn, and then the last one for ever; and when it was asked. */
function world(
  answers: readonly Answer[],
  { queue = {}, kind = 'queue', seconds = 30 }: Setting = {},
) {
  const clock = createSteppedClock(startMs)
  const askedAtMs: number[] = []
  const queues: TraceQueues = {
    inspect: () => Promise.reject(new Error('nothing is inspected')),
    look: () => {
      const answer = answers[Math.min(askedAtMs.length, answers.length - 1)] ?? {}
      askedAtMs.push(clock.now() - startMs)
      if (answer instanceof AppError) return Promise.reject(answer)
      return Promise.resolve({ messages: [], visible: 0, inFlight: 0, ...answer })
    },
  }
  const spot = { queue: traceQueue(queue), kind }
  const live = liveRow(traceTarget(), { expectation: 'delivered' }, { isWatched: true })
  const trace = new LiveTrace(
    {
      ...{ traceId: traceIdSchema.parse(mark), mark, topicArn: tracedTopic, state: 'watching' },
      ...{ connectionId: connectionIdSchema.parse('c'), publish: 'answered', answerMs: 1 },
      snsMessageId: messageIdSchema.parse('sns-1'),
      ...{ publishedAtMs: startMs, endsAtMs: startMs + seconds * 1000 },
    },
    [live],
  )
  const of = { trace, session: idleSession(), live, spot }
  const running = new TraceWatcher({ clock, random: () => 0, queues }, of).run()
  return { clock, askedAtMs, live, trace, running }
}

it('looks at once, then less and less often, and says between which looks it came', async () => {
  const { clock, askedAtMs, live, running } = world([{}, {}, {}, { messages: [own] }])
  await clock.advance(30_000)
  await running
  expect(askedAtMs).toEqual([0, 100, 250, 475])
  expect(live.row).toMatchObject({
    ...{ state: 'arrived', arrivedAs: 'raw', arrivedAfterMs: 475, notBeforeMs: 250 },
    ...{ messageId: 'own', receives: 1, looks: 4, others: 0 },
  })
})

it('an empty queue is looked into once a second at most', async () => {
  const { clock, askedAtMs, running } = world([{}])
  await clock.advance(30_000)
  await running
  const gaps = askedAtMs.slice(1).map((each, index) => each - (askedAtMs[index] ?? 0))
  expect(Math.max(...gaps)).toBe(1_000)
  expect(askedAtMs.length).toBeLessThan(40)
})

it('waits for the delay of the queue, and a moment more where others wait', async () => {
  const { clock, askedAtMs, running } = world([{ messages: [own] }], {
    queue: { delaySeconds: 5, visible: 2 },
  })
  await clock.advance(30_000)
  await running
  expect(askedAtMs).toEqual([5_500])
})

it('receives nobody’s message a third time', async () => {
  const { clock, askedAtMs, live, running } = world([{ messages: [theirs] }])
  await clock.advance(30_000)
  await running
  expect(askedAtMs).toEqual([0, 3_000])
  expect(live.row).toMatchObject({ state: 'watching', others: 2 })
  expect([...live.endings]).toEqual(['looks-used'])
})

it('ends where a look would move a message', async () => {
  const guarded = new AppError('guarded', 'would move')
  const { clock, askedAtMs, live, running } = world([guarded])
  await clock.advance(30_000)
  await running
  expect(askedAtMs).toEqual([0])
  expect([...live.endings]).toEqual(['would-move'])
  expect(live.row).not.toHaveProperty('error')
})

it('what its own look hides is not counted as being with a consumer', async () => {
  const { clock, live, running } = world([
    { messages: [theirs], inFlight: 0 },
    { messages: [theirs], inFlight: 3 },
    { messages: [own], inFlight: 1 },
  ])
  await clock.advance(30_000)
  await running
  expect(live.row).toMatchObject({ inFlight: 2 })
})

it('asks again after a failure that may pass, and forgets it when it did', async () => {
  const busy = new AppError('throttled', 'slow down', { retryable: true })
  const { clock, askedAtMs, live, running } = world([busy, { messages: [own] }])
  await clock.advance(30_000)
  await running
  expect(askedAtMs).toEqual([0, 500])
  expect(live.row).toMatchObject({ state: 'arrived', looks: 2 })
  expect(live.row).not.toHaveProperty('error')
})

it('a refusal ends it, with the reason', async () => {
  const { clock, askedAtMs, live, running } = world([new AppError('access-denied', 'no')])
  await clock.advance(30_000)
  await running
  expect(askedAtMs).toEqual([0])
  expect(live.row).toMatchObject({ error: { code: 'access-denied' } })
})

it.each([
  [
    [{ messages: [undelivered] }],
    { state: 'dead-letter', arrivedAs: 'envelope', messageId: 'dead' },
  ],
  // What becomes of the dead-letter queue is no error of the subscription.
  [[new AppError('access-denied', 'no')], { state: 'watching', error: undefined }],
])('in the dead-letter queue: %#', async (answers, row) => {
  const { clock, askedAtMs, live, running } = world(answers, { kind: 'dead-letter' })
  await clock.advance(30_000)
  await running
  expect(askedAtMs).toEqual([1_000])
  expect({ error: undefined, ...live.row }).toMatchObject(row)
})

it('makes no look after it was stopped, nor after its time', async () => {
  const stopped = world([{}])
  await stopped.clock.advance(1_000)
  stopped.trace.ended.abort()
  const asked = stopped.askedAtMs.length
  await stopped.clock.advance(30_000)
  await stopped.running
  expect(stopped.askedAtMs).toHaveLength(asked)
  const over = world([{}], { seconds: 5 })
  await over.clock.advance(60_000)
  await over.running
  expect(Math.max(...over.askedAtMs)).toBeLessThan(5_000)
})
