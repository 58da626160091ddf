import { captureIdSchema, scanEnds } from './capture-model.ts'
import { errorValueSchema } from './errors.ts'
import { momentMsSchema, queueUrlSchema } from './identifiers.ts'
import { HIDE_MAX_SECONDS } from './messages.ts'
import { priceIds } from './prices.ts'
import { queueTypes } from './queues.ts'
import { z } from './z.ts'

export const scanIdSchema = z.string().min(1).max(64).brand('ScanId')
export type ScanId = z.infer<typeof scanIdSchema>

/** `scan` returns what it received; `drain` deletes it, once it is on the disk. */
export const scanModes = ['scan', 'drain'] as const
export type ScanMode = (typeof scanModes)[number]

/** Messages that AWS lets be in flight in one queue; standard and FIFO alike (D1). */
export const IN_FLIGHT_LIMIT = 120_000
/** Of which a scan takes a tenth, unless it is told otherwise. */
export const IN_FLIGHT_SHARE = 0.1
export const SCAN_CONCURRENCY_MAX = 32
const CONCURRENCY = 8
const TIMEOUT_LEAST_SECONDS = 10

/** How a scan goes about it, and where it stops by itself. */
export const scanPlanSchema = z.object({
  mode: z.enum(scanModes).default('scan'),
  concurrency: z.int().min(1).max(SCAN_CONCURRENCY_MAX).default(CONCURRENCY),
  /** Messages that may be hidden at a time. */
  inFlightBudget: z
    .int()
    .min(10)
    .max(IN_FLIGHT_LIMIT)
    .default(IN_FLIGHT_LIMIT * IN_FLIGHT_SHARE),
  /** When that many are: say so and end, or return the oldest and go on, which brings some of them again. */
  whenFull: z.enum(['stop', 'slide']).default('stop'),
  /** When its page is left: end and return everything, or go on. */
  whenLeft: z.enum(['stop', 'go-on']).default('stop'),
  /** For how long each receive hides what it brings; absent: reckoned from the size of the queue. */
  hideSeconds: z.int().min(TIMEOUT_LEAST_SECONDS).max(HIDE_MAX_SECONDS).optional(),
  maxMessages: z.int().min(1).max(100_000_000).optional(),
  maxSeconds: z.int().min(1).max(86_400).optional(),
  /** Requests to SQS of every kind; returning what is held comes on top. */
  maxCalls: z.int().min(1).max(100_000_000).optional(),
})
export type ScanPlan = z.infer<typeof scanPlanSchema>

/** What a scan costs, worked out before it begins. */
export const scanLedgerSchema = z.object({
  mode: z.enum(scanModes),
  queueType: z.enum(queueTypes),
  /** By the queue's own approximate counts. */
  visible: z.int(),
  delayed: z.int(),
  /** In flight beside what Weir holds: somebody receives from this queue now. */
  inFlightElsewhere: z.int(),
  /** How many it will receive at most, by those counts and by its limits. */
  messages: z.int(),
  receiveCalls: z.int(),
  /** Returns of a scan, deletes of a drain. */
  returnCalls: z.int(),
  renewCalls: z.int(),
  calls: z.int(),
  /** Before AWS's free requests; each is taken for 64 KiB at most. */
  estimatedUsd: z.number(),
  priceId: z.enum(priceIds),
  hideSeconds: z.int(),
  /** For so long the first messages are hidden, if all goes as reckoned. */
  expectedSeconds: z.int(),
  inFlightBudget: z.int(),
  /** There are more messages than may be hidden at a time. */
  exceedsBudget: z.boolean(),
  maxReceiveCount: z.int().optional(),
  deadLetterName: z.string().optional(),
  /** Seen before, and at their last receive: this one moves them. */
  movesNow: z.int(),
  /** A FIFO queue shows the heads of its groups only, as long as nothing is deleted. */
  headsOnly: z.boolean(),
})
export type ScanLedger = z.infer<typeof scanLedgerSchema>

/** Approximate counts of a queue, as read at some moment. */
export const scanAboutSchema = z.object({
  visible: z.int(),
  inFlight: z.int(),
  delayed: z.int(),
  readAtMs: momentMsSchema,
})
export type ScanAbout = z.infer<typeof scanAboutSchema>

export const scanProgressSchema = z.object({
  scanId: scanIdSchema,
  queueUrl: queueUrlSchema,
  captureId: captureIdSchema,
  /** As it was called when it was begun. */
  captureName: z.string(),
  plan: scanPlanSchema,
  hideSeconds: z.int(),
  queueType: z.enum(queueTypes),
  /** `returning`: it receives no more and gives back what it holds. */
  state: z.enum(['running', 'returning', 'ended']),
  /** Why it receives no more. */
  end: z.enum(scanEnds).optional(),
  /** Nothing of the queue was missed, as far as can be known at all. */
  isWhole: z.boolean(),
  startedAtMs: momentMsSchema,
  /** Now while it runs; when it ended, afterwards. */
  atMs: momentMsSchema,
  perSecond: z.number().min(0),
  /** Different messages received, and of them on the disk. */
  received: z.int(),
  captured: z.int(),
  /** Came again: delivered twice by SQS, or returned by sliding and received anew. */
  duplicates: z.int(),
  /** Returned early to stay within the budget. */
  slid: z.int(),
  /** Received, and not to be understood, so not captured. */
  unreadable: z.int(),
  held: z.int(),
  returned: z.int(),
  /** Not surely returned: visible again by themselves at `hiddenUntilMs` at the latest. */
  notReturned: z.int(),
  /** At most so many came with an answer that was lost. */
  maybeHidden: z.int(),
  hiddenUntilMs: momentMsSchema.optional(),
  /** Of a drain. Uncertain: no answer came. */
  deleted: z.int(),
  notDeleted: z.int(),
  deleteUncertain: z.int(),
  /** Receives in succession that brought nothing new. */
  emptyReceives: z.int(),
  calls: z.int(),
  /** Counts of the queue when it began, and when it received its last. */
  aboutAtStart: scanAboutSchema,
  aboutAtEnd: scanAboutSchema.optional(),
  /** Of those in flight at the end, what the scan itself did not hold. */
  elsewhereAtEnd: z.int().min(0).optional(),
  isThrottled: z.boolean(),
  /** Why it failed, or the last failure that it went on after. */
  error: errorValueSchema.optional(),
})
export type ScanProgress = z.infer<typeof scanProgressSchema>
