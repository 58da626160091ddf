import { expect, it } from 'vitest'
import { streamSchema } from '#contract'
import type { Stream } from '#contract'
import { findStreamConcerns } from './stream-concerns.ts'
import type { TailSummary } from './stream-concerns.ts'

function stream(name: string, status: Stream['status'] = 'ACTIVE'): Stream {
  return streamSchema.parse({
    streamArn: `arn:aws:kinesis:eu-west-1:1:stream/${name}`,
    name,
    status,
  })
}

function tail(of: Stream, change: Partial<TailSummary> = {}): TailSummary {
  const calm = { records: 10, behindMs: 0, throttles: 0, gaps: 0 }
  return { streamArn: of.streamArn, state: 'reading', ...calm, ...change }
}

const [clicks, orders, views, logs] = ['clicks', 'orders', 'views', 'logs'].map((n) => stream(n))
if (!clicks || !orders || !views || !logs) throw new Error('four streams')

it('says nothing of streams that are active and read to their tip, or by nobody', () => {
  expect(findStreamConcerns([clicks, orders], [tail(clicks, { behindMs: 900 })])).toEqual([])
})

it('puts what loses records first, and takes the newest tail of a stream', () => {
  const changing = stream('changing', 'UPDATING')
  const tails = [
    tail(clicks, { behindMs: 90_000 }),
    tail(clicks, { gaps: 5 }),
    tail(orders, { gaps: 2, throttles: 7 }),
    tail(views, { throttles: 3 }),
    tail(logs, { state: 'failed' }),
  ]
  const found = findStreamConcerns([changing, clicks, orders, views, logs], tails)
  expect(found.map((each) => [each.stream.name, each.kind])).toEqual([
    ['orders', 'gap'],
    ['logs', 'failed'],
    ['views', 'throttled'],
    ['clicks', 'behind'],
    ['changing', 'status'],
  ])
})
