import { afterEach, beforeAll, expect, it } from 'vitest'
import type { DepthItem, QueueUrl } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueues } from '../testing/contract-queues.ts'
import { startFaultyEmulator } from '../testing/faulty-weir.ts'
import { FeedReader } from '../testing/feed-reader.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { depthConcurrency } from './queue-reader.ts'

const connectionId = 'sandbox'
const queueCount = 10_000
const { proxy, sqs } = await startFaultyEmulator()
let composed: ComposedWeir
let feed: FeedReader | undefined

beforeAll(
  () =>
    createQueues(
      sqs,
      Array.from({ length: queueCount }, (_, at) => `q-${String(at).padStart(5, '0')}`),
    ),
  120_000,
)
afterEach(async () => {
  feed?.close()
  await composed.close()
})

const told = (items: readonly DepthItem[]): Set<QueueUrl> =>
  new Set(
    items.flatMap(({ depths, failures }) => [...depths, ...failures].map((each) => each.queueUrl)),
  )
const isRoundOver = (items: readonly DepthItem[]): boolean =>
  items.length > 0 && items.at(-1)?.status.state !== 'polling'

it('10,000 queues: listed by the page, each read once before any twice', async () => {
  composed = composeForTest(proxy.endpoint, { checkAnswers: false })
  const { client } = composed
  const before = { list: proxy.count('ListQueues'), read: proxy.count('GetQueueAttributes') }
  const found = new Set<QueueUrl>()
  let token: string | undefined
  do {
    const page = await client.queues.listPage({
      connectionId,
      ...(token === undefined ? {} : { token }),
    })
    expect(page.queues.length).toBeLessThanOrEqual(1_000)
    for (const { queueUrl } of page.queues) found.add(queueUrl)
    token = page.nextToken
  } while (token !== undefined)
  expect(found.size).toBe(queueCount)
  expect(proxy.count('ListQueues') - before.list).toBe(10)
  feed = new FeedReader(client, { connectionId, queueUrls: [], sweepSinceMs: Date.now() })
  await feed.until((items) => told(items).size === queueCount && isRoundOver(items))
  // A queue read in the first seconds may have come due again on a slow machine: seldom is what counts here.
  const reads = proxy.count('GetQueueAttributes') - before.read
  expect(reads).toBeGreaterThanOrEqual(queueCount)
  expect(reads).toBeLessThan(queueCount * 1.2)
}, 120_000)

it('one denied queue: its own row says why and which action, the others are read', async () => {
  composed = composeForTest(proxy.endpoint)
  const { queues } = await composed.client.queues.listPage({ connectionId })
  const queueUrls = queues.slice(0, 20).map(({ queueUrl }) => queueUrl)
  const [denied] = queueUrls
  proxy.inject({
    action: 'GetQueueAttributes',
    containing: String(denied),
    fault: 'access-denied',
  })
  const before = proxy.count('GetQueueAttributes')
  feed = new FeedReader(composed.client, { connectionId, queueUrls })
  await feed.until((items) => told(items).size === 20 && isRoundOver(items))
  expect(feed.items.flatMap(({ failures }) => failures)).toMatchObject([
    {
      queueUrl: denied,
      error: { code: 'access-denied', params: { action: 'sqs:GetQueueAttributes' } },
    },
  ])
  expect(feed.items.at(-1)?.status.state).toBe('waiting')
  expect(proxy.count('GetQueueAttributes') - before).toBe(20)
  // Twice more for the others; what was denied is not asked again so soon.
  await feed.until((items) => items.filter(({ status }) => status.state === 'waiting').length >= 3)
  expect(proxy.count('GetQueueAttributes') - before).toBe(20 + 19 + 19)
})

it('a storm of throttling: the first refusals end the round, then one call at a time', async () => {
  const clock = createSteppedClock(Date.now())
  composed = composeForTest(proxy.endpoint, { clock, random: () => 1 })
  await composed.client.queues.listPage({ connectionId })
  proxy.inject({ action: 'GetQueueAttributes', fault: 'throttle' })
  const before = proxy.count('GetQueueAttributes')
  feed = new FeedReader(composed.client, {
    connectionId,
    queueUrls: [],
    sweepSinceMs: clock.now(),
  })
  const startedAtMs = clock.now()
  const pauses = (items: readonly DepthItem[]) =>
    items.flatMap(({ status }) => (status.state === 'backing-off' ? [status] : []))
  for (let round = 1; clock.now() - startedAtMs < 30_000; round += 1) {
    await feed.until((items) => pauses(items).length >= round)
    const pause = pauses(feed.items).at(-1)
    expect(pause?.error.code).toBe('throttled')
    await clock.advance((pause?.untilMs ?? 0) - clock.now())
  }
  // sqs-insight made 34,819 calls in 30 s against an emulator that refused it.
  expect(proxy.count('GetQueueAttributes') - before).toBeLessThanOrEqual(depthConcurrency + 5)
})

it('a budget: no minute sees more calls than it allows, and the window is told', async () => {
  const clock = createSteppedClock(Date.now())
  composed = composeForTest(proxy.endpoint, { clock })
  const { client } = composed
  const budget = 120
  const { id } = await client.connections.add({
    name: 'slow',
    target: { kind: 'emulator', endpoint: proxy.endpoint },
    region: 'us-east-1',
    environment: 'local',
    budget,
  })
  await client.queues.listPage({ connectionId: id })
  const before = proxy.count()
  const counted: { atMs: number; calls: number }[] = []
  feed = new FeedReader(client, { connectionId: id, queueUrls: [], sweepSinceMs: clock.now() })
  const rounds = (items: readonly DepthItem[]) =>
    items.filter(({ status }) => status.state !== 'polling')
  for (let round = 1; round <= 150; round += 1) {
    await feed.until((items) => rounds(items).length >= round)
    counted.push({ atMs: clock.now(), calls: proxy.count() - before })
    await clock.advance(1_000)
  }
  expect(rounds(feed.items)[0]?.status).toMatchObject({ state: 'waiting', slowedBy: budget })
  for (const { atMs, calls } of counted) {
    const until = counted.filter((each) => each.atMs <= atMs - 60_000).at(-1)?.calls ?? 0
    expect(calls - until).toBeLessThanOrEqual(budget)
  }
  expect(counted.at(-1)?.calls).toBeGreaterThan(budget)
})

it('a hidden window: no credit, no call', async () => {
  composed = composeForTest(proxy.endpoint)
  const { client } = composed
  const { queues } = await client.queues.listPage({ connectionId })
  const queueUrls = queues.slice(0, 5).map(({ queueUrl }) => queueUrl)
  feed = new FeedReader(client, { connectionId, queueUrls, sweepSinceMs: Date.now() })
  await feed.until((items) => told(items).size >= 5)
  feed.setCredit(0)
  await feed.until(isRoundOver)
  const items = feed.items.length
  const before = proxy.count('GetQueueAttributes')
  // Three calls of another kind go all the way there and back: a round that had begun would be seen by now.
  for (let each = 0; each < 3; each += 1) await client.queues.listPage({ connectionId })
  expect(proxy.count('GetQueueAttributes')).toBe(before)
  expect(feed.items).toHaveLength(items)
})

it.each(['truncated', 'malformed', 'server-error', 'reset'] as const)(
  'a %s page in the middle of the list: an error, never a shorter list',
  async (fault) => {
    composed = composeForTest(proxy.endpoint)
    const { nextToken = '' } = await composed.client.queues.listPage({ connectionId })
    proxy.inject({ action: 'ListQueues', containing: nextToken, fault })
    await expect(
      composed.client.queues.listPage({ connectionId, token: nextToken }),
    ).rejects.toMatchObject({ defined: true })
    await expect(composed.client.queues.list({ connectionId })).rejects.toMatchObject({
      defined: true,
    })
  },
)
