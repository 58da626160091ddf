import { operation } from './operation.ts'
import { z } from './z.ts'

export const priceIds = ['sqs.standard', 'sqs.fifo', 'sns.requests'] as const
export type PriceId = (typeof priceIds)[number]

/** US dollars for a million requests. */
const usdSchema = z.number().min(0).max(1000)

const priceRowSchema = z.object({
  id: z.enum(priceIds),
  usdPerMillion: usdSchema,
  /** What Weir came with, to go back to. */
  listUsdPerMillion: usdSchema,
})

export const priceTableSchema = z.object({
  rows: z.array(priceRowSchema),
  /** Requests a month that AWS gives to each account for each service; standard and FIFO queues together. */
  freeRequestsPerMonth: z.int().min(0),
  /** Where the list prices come from, and the month they were read in. */
  source: z.string(),
  readIn: z.string(),
})
export type PriceTable = z.infer<typeof priceTableSchema>

/** What the calls of a connection would cost in a month, if they went on as in the last minute. */
export const paceSchema = z.object({
  requestsPerMonth: z.number().min(0),
  usdPerMonth: z.number().min(0),
})
export type Pace = z.infer<typeof paceSchema>

const example: PriceTable = {
  rows: [{ id: 'sqs.standard', usdPerMillion: 0.4, listUsdPerMillion: 0.4 }],
  freeRequestsPerMonth: 1_000_000,
  source: 'https://aws.amazon.com/sqs/pricing/',
  readIn: '2026-06',
}

export const prices = {
  get: operation({
    effect: 'local',
    description: 'Gives the price table by which the cost of calls is estimated.',
    input: z.object({}),
    output: priceTableSchema,
    example: { input: {}, output: example },
  }),
  set: operation({
    effect: 'local',
    description: "Replaces one price by the user's own, or puts the list price back.",
    input: z.object({ id: z.enum(priceIds), usdPerMillion: usdSchema.optional() }),
    output: priceTableSchema,
    example: { input: { id: 'sqs.standard', usdPerMillion: 0.4 }, output: example },
  }),
}
