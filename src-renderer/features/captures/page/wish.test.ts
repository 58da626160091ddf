import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { EntryGroup } from '#contract'
import { nothingSought, toFilter, toWish } from './wish.ts'

const word = fc.string({ minLength: 1, maxLength: 5 }).map((text) => `x${text.trim()}`)
/** Whole seconds, as the fields have them. */
const moment = fc.integer({ min: 1_000_000_000, max: 2_000_000_000 }).map((at) => at * 1_000)
const group = { grouping: { by: 'shape' as const }, key: 'k'.repeat(22), label: 'id: string' }

it('is filled by a filter so that it says the same filter again', () => {
  const filters = fc.record(
    {
      text: word,
      attribute: fc.record({ name: word, value: word }, { requiredKeys: ['name'] }),
      fromMs: moment,
      untilMs: moment.map((at) => at + 999),
      expression: word,
      groups: fc.constant<EntryGroup[]>([group]),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(filters, (filter) => {
      const said = Object.keys(filter).length === 0 ? undefined : filter
      expect(toFilter(toWish(filter))).toEqual(said)
    }),
  )
  expect(toWish({})).toEqual(nothingSought)
})
