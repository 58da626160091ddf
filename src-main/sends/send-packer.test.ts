import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BATCH_MAX, BATCH_MAX_BYTES, messageBytes } from '#contract'
import type { Outgoing, Sendable } from '#contract'
import { SendPacker } from './send-packer.ts'
import { createPlan } from './send-plan.ts'
import { fifoOrder } from './send-target.ts'
import type { Packed } from './send-target.ts'

const limits = {
  entries: BATCH_MAX,
  bytes: BATCH_MAX_BYTES,
  bytesOf: ({ body, attributes }: Outgoing) => messageBytes(body, attributes),
}
const standard = { order: undefined, limits }
const fifo = { order: fifoOrder, limits }

const planOf = (entries: Sendable[]) =>
  createPlan({ kind: 'entries', entries }, { seed: 's', nowMs: () => 0 })
const places = (entries: readonly unknown[]) => entries.map((_entry, index) => index)
const indicesOf = (packed: Packed) => packed.map(({ index }) => index)

const entry = fc.record({
  // Large enough that ten of them together may pass 1 MiB, as peers' fixed tens do.
  body: fc.nat({ max: 200_000 }).map((length) => 'x'.repeat(length + 1)),
  groupId: fc.constantFrom('a', 'b', 'c'),
})

it('never packs more than 10 or 1 MiB, loses none and keeps the order', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
      const packer = new SendPacker(planOf(entries), places(entries), standard)
      const seen: number[] = []
      while (!packer.isEmpty) {
        const packed = packer.next()
        const bytes = packed.reduce((sum, { message }) => sum + messageBytes(message.body), 0)
        expect(packed.length).toBeGreaterThan(0)
        expect(packed.length).toBeLessThanOrEqual(BATCH_MAX)
        expect(bytes).toBeLessThanOrEqual(BATCH_MAX_BYTES)
        seen.push(...indicesOf(packed))
      }
      expect(seen).toEqual(places(entries))
    }),
    { numRuns: 60 },
  )
})

it('counts attributes: ten of them beside small bodies do not pass 1 MiB together either', () => {
  const value = 'v'.repeat(150_000)
  const attributes = [{ name: 'a', dataType: 'String', value, encoding: 'text' as const }]
  const entries = Array.from({ length: 10 }, () => ({ body: 'x', attributes }))
  const packer = new SendPacker(planOf(entries), places(entries), standard)
  expect([packer.next().length, packer.next().length]).toEqual([6, 4])
})

it('never has a group of a FIFO queue in two batches, whichever answers first', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60 }), fc.infiniteStream(fc.nat()), (entries, any) => {
      const packer = new SendPacker(planOf(entries), places(entries), fifo)
      const inFlight: Packed[] = []
      const answered: number[] = []
      while (!packer.isEmpty || inFlight.length > 0) {
        const packed = packer.next()
        if (packed.length > 0) inFlight.push(packed)
        const groups = inFlight.map((each) => new Set(each.map(({ message }) => message.groupId)))
        const distinct = new Set(groups.flatMap((each) => [...each]))
        expect(groups.reduce((sum, each) => sum + each.size, 0)).toBe(distinct.size)
        if (packed.length > 0 && inFlight.length < 8) continue
        const turn = (any.next().value ?? 0) % inFlight.length
        const [done = []] = inFlight.splice(turn, 1)
        packer.done(done)
        answered.push(...indicesOf(done))
      }
      expect(answered.toSorted((a, b) => a - b)).toEqual(places(entries))
      for (const group of ['a', 'b', 'c']) {
        const ofGroup = answered.filter((index) => entries[index]?.groupId === group)
        expect(ofGroup).toEqual(ofGroup.toSorted((a, b) => a - b))
      }
    }),
    { numRuns: 60 },
  )
})

it('packs fewer where a batch takes less, and one alone that is larger than that', () => {
  const entries = [100_000, 100_000, 100_000, 300_000, 1].map((n) => ({ body: 'x'.repeat(n) }))
  const packer = new SendPacker(planOf(entries), places(entries), {
    order: undefined,
    limits: { ...limits, bytes: 262_144 },
  })
  const sizes: number[] = []
  while (!packer.isEmpty) sizes.push(packer.next().length)
  expect(sizes).toEqual([2, 1, 1, 1])
})

it('has one record of a key in a batch where a batch may refuse an earlier one and take a later', () => {
  const entries = ['a', 'a', 'b', 'a', 'c'].map((partitionKey) => ({ body: 'x', partitionKey }))
  const order = { by: 'partitionKey' as const, isOneABatch: true }
  const packer = new SendPacker(planOf(entries), places(entries), { order, limits })
  const first = packer.next()
  expect(indicesOf(first)).toEqual([0, 2, 4])
  expect(packer.next()).toEqual([])
  packer.done(first)
  const second = packer.next()
  expect(indicesOf(second)).toEqual([1])
  packer.done(second)
  expect(indicesOf(packer.next())).toEqual([3])
})
