import { describe, expect, it } from 'vitest'
import { messageIdSchema, messagePreviewSchema, queueUrlSchema } from '#contract'
import type { MessagePreview, QueueType } from '#contract'
import { lookLedger } from './look-ledger.ts'
import { toQueueDetail } from './queue-mapping.ts'

function detail(type: QueueType, limit: number | undefined, visible = 3) {
  const name = type === 'fifo' ? 'orders.fifo' : 'orders'
  const policy = { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:1:dlq', maxReceiveCount: limit }
  return toQueueDetail(
    queueUrlSchema.parse(`http://127.0.0.1:4566/000000000000/${name}`),
    {
      ApproximateNumberOfMessages: String(visible),
      RedrivePolicy: limit === undefined ? '' : JSON.stringify(policy),
    },
    0,
  )
}

/** Messages `m1`, `m2` … by their receive counts. */
function seenWith(...receives: number[]): MessagePreview[] {
  return receives.map((receiveCount, at) =>
    messagePreviewSchema.parse({
      messageId: `m${String(at + 1)}`,
      preview: '',
      bodyBytes: 0,
      receiveCount,
      attributeCount: 0,
      atReceiveLimit: false,
    }),
  )
}

const ids = (...names: string[]) => names.map((name) => messageIdSchema.parse(name))

interface Row {
  type: QueueType
  limit: number | undefined
  receives: number[]
  now: string[]
  next: string[]
  alarm: string[]
}

describe('what a look costs', () => {
  it.each<Row>([
    // Without a dead-letter queue nothing is moved; a third receive still silences the age metric.
    { type: 'standard', limit: undefined, receives: [1, 2, 3], now: [], next: [], alarm: ['m2'] },
    { type: 'fifo', limit: undefined, receives: [1, 2, 3], now: [], next: [], alarm: [] },
    // A message moves when it is received while its count has reached the limit.
    { type: 'standard', limit: 3, receives: [1, 2, 3], now: ['m3'], next: ['m2'], alarm: ['m2'] },
    { type: 'fifo', limit: 3, receives: [1, 2, 3], now: ['m3'], next: ['m2'], alarm: [] },
    { type: 'standard', limit: 3, receives: [4, 9, 0], now: ['m1', 'm2'], next: [], alarm: [] },
    { type: 'standard', limit: 1, receives: [0, 1], now: ['m2'], next: ['m1'], alarm: [] },
    { type: 'standard', limit: 10, receives: [2, 9, 8], now: [], next: ['m2'], alarm: ['m1'] },
    { type: 'standard', limit: 3, receives: [], now: [], next: [], alarm: [] },
  ])('$type, limit $limit, received $receives times', ({ type, limit, receives, ...expected }) => {
    const queue = detail(type, limit)
    const facts = {
      queue,
      seen: seenWith(...receives),
      max: 10,
      hideSeconds: 0,
      deadLetterName: 'dlq',
    }
    expect(lookLedger(facts)).toMatchObject({
      queueType: type,
      movesNow: ids(...expected.now),
      movesNext: ids(...expected.next),
      leavesAgeAlarm: ids(...expected.alarm),
    })
  })

  it('is one request that hides nothing', () => {
    const queue = detail('standard', 3, 7)
    const ledger = lookLedger({ queue, seen: [], max: 4, hideSeconds: 0, deadLetterName: 'dlq' })
    expect(ledger).toEqual({
      mode: 'quick',
      max: 4,
      queueType: 'standard',
      requests: 1,
      renewalsPerHour: 0,
      waitingGroups: [],
      visibleNow: 7,
      maxReceiveCount: 3,
      deadLetterName: 'dlq',
      movesNow: [],
      movesNext: [],
      leavesAgeAlarm: [],
      unknownCounts: 7,
      hiddenSeconds: 0,
    })
  })

  it('names no dead-letter queue and no limit where there is none', () => {
    const queue = detail('standard', undefined)
    const ledger = lookLedger({
      queue,
      seen: [],
      max: 4,
      hideSeconds: 0,
      deadLetterName: undefined,
    })
    expect(ledger).not.toHaveProperty('deadLetterName')
    expect(ledger).not.toHaveProperty('maxReceiveCount')
  })

  it.each([
    [10, 3, 7],
    [3, 3, 0],
    [0, 3, 0],
  ])('of %i visible and %i seen, %i counts are unknown', (visible, seen, unknownCounts) => {
    const facts = {
      queue: detail('standard', 3, visible),
      seen: seenWith(...Array.from({ length: seen }, () => 1)),
      max: 10,
      deadLetterName: 'dlq',
      hideSeconds: 0,
    }
    expect(lookLedger(facts).unknownCounts).toBe(unknownCounts)
  })
})
