import { expect, it } from 'vitest'
import type { Move, QueueUrl } from '#contract'
import { countMessages, takeBodies } from '../testing/counted-queue.ts'
import { startFaultyWeir } from '../testing/faulty-weir.ts'
import { fill, followMove, numbered, redriveAll, takeInOrder } from '../testing/followed-move.ts'

const connectionId = 'sandbox'
const count = 60
const nothing = { sending: 0, sent: 0, kept: 0, done: 0, failed: 0, unknown: 0, left: 0 }
const { proxy, sqs, client, newQueue, newestEntry } = await startFaultyWeir({ random: () => 0 })

async function filled(attributes?: Record<string, string>) {
  const [from, to] = [await newQueue(attributes), await newQueue(attributes)]
  const isFifo = attributes !== undefined
  const entries = numbered(count).map((entry, at) => ({
    ...entry,
    ...(isFifo
      ? { MessageGroupId: `g-${String(at % 3)}`, MessageDeduplicationId: `d-${String(at)}` }
      : {}),
  }))
  await fill(sqs, from, entries)
  return { from, to }
}

/** Every body that was sent, in both queues together: nothing lost, and what is there twice. */
async function accounted({ from, to }: { from: QueueUrl; to: QueueUrl }) {
  const there = await takeBodies(sqs, to)
  const here = await takeBodies(sqs, from)
  const all = [...there, ...here]
  return { there: there.length, here: here.length, distinct: new Set(all).size, total: all.length }
}

it.each(['lost-reply', 'truncated', 'malformed'] as const)(
  '%s on a send: named unknown, sent once, and left alone until somebody says what became of it',
  async (fault) => {
    const { from, to } = await filled()
    proxy.inject({ action: 'SendMessageBatch', times: 1, fault })
    const move = await redriveAll(client, { from, to })
    expect(move).toMatchObject({ state: 'done', counts: { ...nothing, done: 50, unknown: 10 } })
    expect(await newestEntry()).toMatchObject({ outcome: 'uncertain', count: 50 })
    expect(await countMessages(sqs, to)).toBe(60)
    // Going on sends none of them again.
    await client.moves.goOn({ connectionId, moveId: move.id })
    expect(await followMove(client, move.id)).toMatchObject({ counts: { unknown: 10, done: 50 } })
    expect(await countMessages(sqs, to)).toBe(60)
    // They did arrive: said so, they are deleted and not sent.
    const arrived = { connectionId, moveId: move.id, step: 'unknown', as: 'arrived' } as const
    expect(await client.moves.settle(arrived)).toMatchObject({ state: 'paused' })
    await client.moves.goOn({ connectionId, moveId: move.id })
    expect(await followMove(client, move.id)).toMatchObject({
      ...{ state: 'done', counts: { ...nothing, done: 60 } },
    })
    expect(await accounted({ from, to })).toEqual({ there: 60, here: 0, distinct: 60, total: 60 })
  },
)

it.each(['server-error', 'reset'] as const)(
  '%s on a send: unknown, and sent when somebody says that it did not arrive',
  async (fault) => {
    const { from, to } = await filled()
    proxy.inject({ action: 'SendMessageBatch', times: 1, fault })
    const move = await redriveAll(client, { from, to })
    expect(move).toMatchObject({ state: 'done', counts: { ...nothing, done: 50, unknown: 10 } })
    const sendAgain = { connectionId, moveId: move.id, step: 'unknown', as: 'send-again' } as const
    // Nothing is known of them any more: were it still done, it would say that none is left behind.
    expect(await client.moves.settle(sendAgain)).toMatchObject({ state: 'paused' })
    await client.moves.goOn({ connectionId, moveId: move.id })
    expect(await followMove(client, move.id)).toMatchObject({ counts: { ...nothing, done: 60 } })
    expect(await accounted({ from, to })).toEqual({ there: 60, here: 0, distinct: 60, total: 60 })
  },
)

it.each(['lost-reply', 'server-error', 'reset', 'truncated', 'malformed'] as const)(
  '%s on a delete: kept, met again when it is visible, deleted then and never sent again',
  async (fault) => {
    const { from, to } = await filled()
    proxy.inject({ action: 'DeleteMessageBatch', times: 1, fault })
    const { id } = await client.moves.redrive({
      ...{ kind: 'redrive', connectionId, queueUrl: from, shape: {}, pace: { kind: 'fast' } },
      to: { kind: 'queue', queueUrl: to },
    })
    const isSent = (move: { counts: { done: number; kept: number } }): boolean =>
      move.counts.done + move.counts.kept === count
    const move = await followMove(client, id, isSent)
    expect(move.counts).toEqual({ ...nothing, done: 50, kept: 10 })
    // It waits until they are visible; who does not want to wait pauses, which makes them so, and goes on.
    expect(await client.moves.pause({ connectionId, moveId: id })).toMatchObject({
      ...{ state: 'paused', counts: { done: 50, kept: 10 } },
    })
    expect(await countMessages(sqs, to)).toBe(count)
    await client.moves.goOn({ connectionId, moveId: id })
    const ended = await followMove(client, id)
    expect(ended).toMatchObject({ state: 'done', counts: { ...nothing, done: count } })
    expect(await accounted({ from, to })).toEqual({ there: 60, here: 0, distinct: 60, total: 60 })
  },
)

it('another redrive of the same queue sends nothing that an earlier one may have sent', async () => {
  const { from, to } = await filled()
  proxy.inject({ action: 'SendMessageBatch', times: 1, fault: 'lost-reply' })
  proxy.inject({ action: 'DeleteMessageBatch', times: 1, fault: 'server-error' })
  const { id } = await client.moves.redrive({
    ...{ kind: 'redrive', connectionId, queueUrl: from, shape: {}, pace: { kind: 'fast' } },
    to: { kind: 'queue', queueUrl: to },
  })
  const isOver = ({ counts }: Move): boolean => counts.done + counts.kept + counts.unknown === count
  const first = await followMove(client, id, isOver)
  expect(first.counts).toMatchObject({ done: 40, kept: 10, unknown: 10 })
  const of = { connectionId, moveId: id }
  await client.moves.cancel(of)
  await expect(client.moves.forget(of)).rejects.toMatchObject({ code: 'conflict' })
  // What arrived is deleted by whoever meets it; what may have arrived is left.
  expect(await redriveAll(client, { from, to })).toMatchObject({ state: 'done', counts: nothing })
  const { moves } = await client.moves.list({ connectionId })
  expect(moves.find((move) => move.id === id)?.counts).toMatchObject({ kept: 0, unknown: 10 })
  expect(await countMessages(sqs, to)).toBe(60)
  await client.moves.settle({ ...of, step: 'unknown', as: 'arrived' })
  await redriveAll(client, { from, to })
  expect(await accounted({ from, to })).toEqual({ there: 60, here: 0, distinct: 60, total: 60 })
  await client.moves.forget(of)
})

it('throttles on every call: slower, and everything moved once', async () => {
  const { from, to } = await filled()
  for (const action of ['ReceiveMessage', 'SendMessageBatch', 'DeleteMessageBatch'])
    proxy.inject({ action, times: 3, fault: 'throttle' })
  const move = await redriveAll(client, { from, to })
  expect(move).toMatchObject({ state: 'done', counts: { ...nothing, done: 60 } })
  expect(await accounted({ from, to })).toEqual({ there: 60, here: 0, distinct: 60, total: 60 })
})

it('denied to send: stops, says why, and everything is back in its queue', async () => {
  const { from, to } = await filled()
  proxy.inject({ action: 'SendMessageBatch', fault: 'access-denied' })
  const move = await redriveAll(client, { from, to })
  expect(move).toMatchObject({ state: 'stopped', error: { code: 'access-denied' } })
  expect(move.counts.done + move.counts.unknown).toBe(0)
  proxy.clear()
  expect(await accounted({ from, to })).toEqual({ there: 0, here: 60, distinct: 60, total: 60 })
})

it('a lost reply to a receive: it waits for what may be hidden, and says how many until when', async () => {
  const { from, to } = await filled()
  proxy.inject({ action: 'ReceiveMessage', times: 1, fault: 'lost-reply' })
  const { id } = await client.moves.redrive({
    ...{ kind: 'redrive', connectionId, queueUrl: from, shape: {}, pace: { kind: 'fast' } },
    to: { kind: 'queue', queueUrl: to },
  })
  const move = await followMove(client, id, ({ counts }) => counts.done === 50)
  expect(move).toMatchObject({ state: 'running', running: { hidden: 10 } })
  // As long as the receive hides, reckoned from the last moment at which it may have been made.
  const hiddenUntilMs = move.running?.hiddenUntilMs ?? 0
  expect(hiddenUntilMs - move.createdAtMs).toBeGreaterThanOrEqual(40_000)
  expect(await client.moves.pause({ connectionId, moveId: id })).toMatchObject({ state: 'paused' })
  // Nobody has a handle of them: the list of what is hidden says so until they are visible.
  const { queues } = await client.holds.list({})
  expect(queues.find(({ queueUrl }) => queueUrl === from)).toMatchObject({ uncertain: 10 })
})

it('an unknown send of a FIFO group holds back what follows in that group, and only that', async () => {
  const { from, to } = await filled({ FifoQueue: 'true' })
  proxy.inject({ action: 'SendMessageBatch', times: 1, fault: 'server-error' })
  const move = await redriveAll(client, { from, to })
  expect(move.counts.unknown).toBeGreaterThan(0)
  expect(move.counts.done + move.counts.unknown).toBeLessThanOrEqual(60)
  const page = { connectionId, moveId: move.id, step: 'unknown' as const }
  const { entries } = await client.moves.listEntries(page)
  const groups = new Set(entries.map(({ groupId }) => groupId))
  await client.moves.settle({ connectionId, moveId: move.id, step: 'unknown', as: 'send-again' })
  await client.moves.goOn({ connectionId, moveId: move.id })
  expect(await followMove(client, move.id)).toMatchObject({ counts: { ...nothing, done: 60 } })
  expect(groups.size).toBeGreaterThan(0)
  // Order within a group: as they were sent at first.
  const numbers = (await takeInOrder(sqs, to)).map(({ Body = '' }) => Number(Body.slice(2)))
  for (const group of [0, 1, 2]) {
    const own = numbers.filter((number) => (number - 1) % 3 === group)
    expect(own).toEqual(own.toSorted((one, other) => one - other))
  }
})
