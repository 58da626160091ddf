import type { Outgoing } from './world-queue.ts'
import { between, pick } from './random.ts'
import type { Random } from './random.ts'

const customers = [
  ['c-1041', 'Ada Lindqvist'],
  ['c-1187', 'Minjun Park'],
  ['c-1203', 'Amara Okafor'],
  ['c-1350', 'Jonas Weber'],
  ['c-1422', 'Seo-yeon Kim'],
  ['c-1519', 'Lucía Romero'],
] as const

const wares = [
  ['mug-blue', 'Blue mug', 1250],
  ['tea-jasmine', 'Jasmine tea, 100 g', 890],
  ['kettle-15', 'Kettle 1.5 l', 4490],
  ['filter-100', 'Paper filters, 100', 420],
  ['grinder-s', 'Hand grinder', 6900],
  ['tray-oak', 'Oak tray', 3150],
] as const

/**
 * The price as the paper-form importer reads it: a letter O where a zero was. Nothing can be made
 * of it, so the shop's consumer fails each time, and the order ends in the dead-letter queue.
 */
const misreadTotal = '12,5O'

interface Order {
  readonly order: Readonly<Record<string, unknown>>
  readonly priority: string
}

function compose(random: Random, number: number, nowMs: number): Order {
  const [id, name] = pick(random, customers)
  const items = Array.from({ length: between(random, 1, 3) }, () => {
    const [sku, title, cents] = pick(random, wares)
    return { sku, title, quantity: between(random, 1, 4), cents }
  })
  const cents = items.reduce((sum, item) => sum + item.quantity * item.cents, 0)
  const order = {
    id: `o-${String(number)}`,
    customer: { id, name },
    items: items.map(({ cents: price, ...item }) => ({ ...item, price: price / 100 })),
    total: cents / 100,
    currency: 'EUR',
    placedAt: new Date(nowMs).toISOString(),
  }
  return { order, priority: cents > 15_000 ? 'high' : 'normal' }
}

export interface OrderBook {
  next(nowMs: number): Outgoing
  /** An order nobody can process. */
  nextPoisoned(nowMs: number): Outgoing
}

/** Writes orders numbered from `firstNumber` on. */
export function createOrderBook(random: Random, firstNumber: number): OrderBook {
  let number = firstNumber
  function write(
    nowMs: number,
    change: Readonly<Record<string, unknown>>,
    source: string,
  ): Outgoing {
    const { order, priority } = compose(random, number, nowMs)
    number += 1
    return {
      body: JSON.stringify({ ...order, ...change }),
      attributes: { contentType: 'application/json', source, priority },
    }
  }
  return {
    next: (nowMs) => write(nowMs, {}, pick(random, ['web', 'web', 'app', 'phone'])),
    nextPoisoned: (nowMs) => write(nowMs, { total: misreadTotal }, 'paper-form'),
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined // not an order: whatever a user sent is taken as it is
  }
}

/** Whether the shop can process a body: everything except an order whose total is no number. */
export function isProcessable(body: string): boolean {
  const order = parse(body)
  if (typeof order !== 'object' || order === null || !('total' in order)) return true
  return typeof order.total === 'number'
}
