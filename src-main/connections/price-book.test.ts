import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createPriceBook } from '../testing/create-price-book.ts'
import type { Bill } from './request-bill.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-prices-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const bills = (count: number, price: Bill['price'] = 'sqs.standard'): Bill[] =>
  Array.from({ length: count }, () => ({ price, requests: 1 }))

// 43,800 minutes a month: 100 calls a minute are 4.38 million requests, 3.38 of them above the free million
it('reckons a month at this pace, above the free million', () => {
  const pace = createPriceBook(folder).pace(bills(100))
  expect(pace.requestsPerMonth).toBeCloseTo(4_380_000)
  expect(pace.usdPerMonth).toBeCloseTo(3.38 * 0.4)
})

it('asks nothing within the free million, nor for no calls', () => {
  const book = createPriceBook(folder)
  expect(book.pace(bills(22)).usdPerMonth).toBe(0)
  expect(book.pace([])).toEqual({ requestsPerMonth: 0, usdPerMonth: 0 })
})

it('weighs each kind of queue by its own price, and big payloads as several requests', () => {
  const mixed: Bill[] = [...bills(50), { price: 'sqs.fifo', requests: 50 }]
  const pace = createPriceBook(folder).pace(mixed)
  expect(pace.requestsPerMonth).toBeCloseTo(4_380_000)
  expect(pace.usdPerMonth).toBeCloseTo(3.38 * 0.45)
})

it('gives each service a free million of its own', () => {
  const both: Bill[] = [...bills(100), ...bills(100, 'sns.requests')]
  const pace = createPriceBook(folder).pace(both)
  expect(pace.requestsPerMonth).toBeCloseTo(8_760_000)
  expect(pace.usdPerMonth).toBeCloseTo(3.38 * 0.4 + 3.38 * 0.5)
  expect(createPriceBook(folder).pace(bills(22, 'sns.requests')).usdPerMonth).toBe(0)
})

it("keeps the user's own price, and gives the list's back", () => {
  createPriceBook(folder).set('sqs.standard', 0.1)
  const again = createPriceBook(folder)
  expect(again.table().rows[0]).toEqual({
    id: 'sqs.standard',
    usdPerMillion: 0.1,
    listUsdPerMillion: 0.4,
  })
  expect(again.pace(bills(100)).usdPerMonth).toBeCloseTo(3.38 * 0.1)
  again.set('sqs.standard', undefined)
  expect(createPriceBook(folder).table().rows[0]?.usdPerMillion).toBe(0.4)
})
