import { priceIds } from '#contract'
import type { Pace, PriceId, PriceTable } from '#contract'
import { z } from '#contract/z'
import type { JsonFile } from '../lib/json-file.ts'
import type { Bill } from './request-bill.ts'

export const ownPricesSchema = z.object({
  version: z.literal(1),
  /** Prices that the user put in place of the list's. */
  usdPerMillion: z.partialRecord(z.enum(priceIds), z.number().min(0)),
})
export type OwnPrices = z.infer<typeof ownPricesSchema>
export const noOwnPrices: OwnPrices = { version: 1, usdPerMillion: {} }

/**
 * List prices of us-east-1 above the free million, from domain-facts D1 "Money" (a summary of June 2026, not AWS's page
 * itself: other regions and contracts differ, so the user may edit each).
 */
const list = {
  source: 'https://aws.amazon.com/sqs/pricing/, https://aws.amazon.com/sns/pricing/',
  readIn: '2026-06',
  freeRequestsPerMonth: 1_000_000,
  // SNS: standard topics, from general knowledge of its price page; FIFO topics are priced otherwise.
  usdPerMillion: { 'sqs.standard': 0.4, 'sqs.fifo': 0.5, 'sns.requests': 0.5 } satisfies Record<
    PriceId,
    number
  >,
}

/** 365 days of 24 hours over 12 months. */
const minutesPerMonth = (365 * 24 * 60) / 12

/** Each has its own free million. */
const services = ['sqs.', 'sns.'] as const

/** The prices of calls: AWS's list, and the user's own where there are. */
export class PriceBook {
  readonly #own: JsonFile<OwnPrices>

  constructor(own: JsonFile<OwnPrices>) {
    this.#own = own
  }

  table(): PriceTable {
    const rows = priceIds.map((id) => ({
      id,
      usdPerMillion: this.#price(id),
      listUsdPerMillion: list.usdPerMillion[id],
    }))
    const { freeRequestsPerMonth, source, readIn } = list
    return { rows, freeRequestsPerMonth, source, readIn }
  }

  /** Without a price the list's is put back. */
  set(id: PriceId, usdPerMillion: number | undefined): PriceTable {
    const { [id]: _, ...others } = this.#own.get().usdPerMillion
    const own = usdPerMillion === undefined ? others : { ...others, [id]: usdPerMillion }
    this.#own.set({ version: 1, usdPerMillion: own })
    return this.table()
  }

  /** What a month at this pace costs; each service's free requests are taken off in equal parts from its own. */
  pace(billsOfOneMinute: readonly Bill[]): Pace {
    const paces = services.map((service) =>
      this.#paceOf(billsOfOneMinute.filter(({ price }) => price.startsWith(service))),
    )
    return {
      requestsPerMonth: paces.reduce((sum, pace) => sum + pace.requestsPerMonth, 0),
      usdPerMonth: paces.reduce((sum, pace) => sum + pace.usdPerMonth, 0),
    }
  }

  #paceOf(bills: readonly Bill[]): Pace {
    const sum = (weigh: (bill: Bill) => number): number =>
      bills.reduce((total, bill) => total + weigh(bill), 0) * minutesPerMonth
    const requestsPerMonth = sum(({ requests }) => requests)
    const usdUnreduced = sum(({ requests, price }) => (requests * this.#price(price)) / 1_000_000)
    const billed = Math.max(0, requestsPerMonth - list.freeRequestsPerMonth)
    const usdPerMonth = requestsPerMonth === 0 ? 0 : (usdUnreduced * billed) / requestsPerMonth
    return { requestsPerMonth, usdPerMonth }
  }

  #price(id: PriceId): number {
    return this.#own.get().usdPerMillion[id] ?? list.usdPerMillion[id]
  }
}
