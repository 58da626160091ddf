import { describe, expect, it } from 'vitest'
import { createOrderBook, isProcessable } from './orders.ts'
import { payment } from './payments.ts'
import { between, createRandom, pick } from './random.ts'

const nowMs = Date.UTC(2026, 10, 22, 12)

describe('the order book', () => {
  it('writes the same orders for the same seed', () => {
    const first = createOrderBook(createRandom(3), 1001).next(nowMs)
    expect(createOrderBook(createRandom(3), 1001).next(nowMs)).toEqual(first)
  })

  it('numbers orders and adds them up', () => {
    const book = createOrderBook(createRandom(3), 1001)
    book.next(nowMs)
    const order: unknown = JSON.parse(book.next(nowMs).body)
    expect(order).toMatchObject({ id: 'o-1002', placedAt: '2026-11-22T12:00:00.000Z' })
    expect(order).toHaveProperty('total', expect.any(Number))
  })

  it('poisons an order with a letter O, for all to see', () => {
    const { body, attributes } = createOrderBook(createRandom(3), 1).nextPoisoned(nowMs)
    expect(body).toContain('"total":"12,5O"')
    expect(attributes).toMatchObject({ source: 'paper-form' })
  })
})

describe('isProcessable', () => {
  it.each([
    ['a good order', '{"total":12.5}', true],
    ['a poisoned order', '{"total":"12,5O"}', false],
    ['a repaired one with a string', '{"total":"12.50"}', false],
    ['plain text of a user', 'hello', true],
    ['JSON that is no order', '[1]', true],
    ['nothing', 'null', true],
  ])('%s', (_name, body, expected) => {
    expect(isProcessable(body)).toBe(expected)
  })
})

describe('a payment', () => {
  it('has its account as group and its own deduplication id', () => {
    const random = createRandom(1)
    const groups = new Set<string | undefined>()
    for (let number = 0; number < 200; number += 1) {
      const { groupId, deduplicationId } = payment(random, number, nowMs)
      expect(deduplicationId).toBe(`p-${String(number)}`)
      groups.add(groupId)
    }
    expect([...groups].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `acct-${String(n)}`))
  })
})

describe('random', () => {
  it('stays within its limits and reaches both', () => {
    const random = createRandom(9)
    const drawn = new Set(Array.from({ length: 500 }, () => between(random, 2, 5)))
    expect([...drawn].sort()).toEqual([2, 3, 4, 5])
  })

  it('has nothing to pick from nothing', () => {
    expect(() => pick(createRandom(1), [])).toThrow(RangeError)
  })
})
