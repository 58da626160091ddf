import type { FanSubscriber } from '#contract'
import { between, createRandom, pick } from '../random.ts'

/** Something that happened to an order, as it is published. */
export interface FanEvent {
  readonly id: string
  readonly event: 'order-placed' | 'order-paid' | 'order-refunded'
  readonly weightGrams: number
}

const events = ['order-placed', 'order-paid', 'order-paid', 'order-refunded'] as const
/** More than a parcel may weigh. */
const heaviestGrams = 20_000

/** The event of a number: the same for the same seed. */
export function fanEvent(seed: number, id: string, number: number): FanEvent {
  const random = createRandom(seed * 7_919 + number)
  return { id, event: pick(random, events), weightGrams: between(random, 200, 24_000) }
}

/** What each service needs, whatever its filter lets through. */
export function needs(subscriber: FanSubscriber, { event, weightGrams }: FanEvent): boolean {
  if (subscriber === 'billing') return event !== 'order-placed'
  if (subscriber === 'shipping') return event === 'order-paid' && weightGrams <= heaviestGrams
  return true
}

/** The filter policy of each subscription; the broken one of shipping has a letter too many. */
export function filterOf(subscriber: FanSubscriber, isBroken: boolean): string | undefined {
  if (subscriber === 'billing') return JSON.stringify({ event: ['order-paid', 'order-refunded'] })
  if (subscriber === 'analytics') return undefined
  const event = [isBroken ? 'order-payed' : 'order-paid']
  return JSON.stringify({ event, weight: [{ numeric: ['<=', heaviestGrams] }] })
}
