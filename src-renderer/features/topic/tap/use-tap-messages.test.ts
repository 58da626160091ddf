import { expect, it } from 'vitest'
import { tapMessageSchema } from '#contract'
import type { TapMessage } from '#contract'
import { ratePerMinute, withItem } from './use-tap-messages.ts'

const row = (index: number, receivedAtMs = index): TapMessage =>
  tapMessageSchema.parse({
    ...{ index, receivedAtMs, messageId: `m-${String(index)}`, preview: 'x', bytes: 1 },
    ...{ attributeCount: 0, isReplayed: false },
  })
const indexes = (messages: readonly TapMessage[]) => messages.map(({ index }) => index)

it('puts the newest first, and what comes twice once', () => {
  const first = withItem([], { messages: [row(1), row(2)], oldestIndex: 1 })
  const again = withItem(first, { messages: [row(2), row(3)], oldestIndex: 1 })
  expect(indexes(again)).toEqual([3, 2, 1])
})

it('lets go what main let go', () => {
  const all = withItem([], { messages: [row(1), row(2), row(3)], oldestIndex: 1 })
  expect(indexes(withItem(all, { messages: [], oldestIndex: 3 }))).toEqual([3])
})

it('is the same list while nothing changed, so that no row is drawn anew', () => {
  const all = withItem([], { messages: [row(1)], oldestIndex: 1 })
  expect(withItem(all, { messages: [], oldestIndex: 1 })).toBe(all)
})

it('counts the last minute', () => {
  const all = [row(3, 100_000), row(2, 70_000), row(1, 30_000)]
  expect(ratePerMinute(all, 100_000)).toBe(2)
  expect(ratePerMinute(all, 200_000)).toBe(0)
})
