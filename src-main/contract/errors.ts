import { z } from './z.ts'

/** Every way an operation can fail. Closed: what fits nowhere is `unexpected`, logged with its stack and shown with a reference. */
export const errorCodes = [
  'access-denied',
  'answer-damaged',
  'cancelled',
  'conflict',
  'credentials-expired',
  'credentials-missing',
  'endpoint-unreachable',
  'guarded',
  'invalid-input',
  'not-found',
  'quota-exceeded',
  'secret-unavailable',
  'throttled',
  'timed-out',
  'unexpected',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** Why the guard said no, and what would let the call through. */
export const guardRefusalSchema = z.discriminatedUnion('reason', [
  /** The connection's level does not allow this effect at all. */
  z.object({ reason: z.literal('level'), level: z.string(), needs: z.string() }),
  /** Say it again with this token; `typedName` must then be typed as well. Good for one call with the same input, for 5 minutes. */
  z.object({ reason: z.literal('confirm'), token: z.string(), typedName: z.string().optional() }),
  /** The look would move messages to the dead-letter queue; say it again with `acceptMoves`. */
  z.object({
    reason: z.literal('would-move'),
    messageIds: z.array(z.string()),
    target: z.string(),
  }),
  /** Somebody else receives from the queue now; say it again with `acceptConsumers`. */
  z.object({ reason: z.literal('live-consumers'), inFlight: z.int() }),
])
export type GuardRefusal = z.infer<typeof guardRefusalSchema>

/** What travels with a code. The window words it: main sends no sentences. */
export const errorDetailSchema = z.object({
  /** Facts for the sentence: names, numbers, IAM actions, AWS's own message. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  retryable: z.boolean(),
  /** True when the change may have happened although no answer came. Weir never repeats such a call by itself. */
  effectUnknown: z.boolean(),
  requestId: z.string().optional(),
  /** Finds the line in the log for an `unexpected`. */
  reference: z.string().optional(),
  refusal: guardRefusalSchema.optional(),
})
export type ErrorDetail = z.infer<typeof errorDetailSchema>

/** An error as a value: what a feed item or a batch entry carries. */
export const errorValueSchema = errorDetailSchema.extend({ code: z.enum(errorCodes) })
export type ErrorValue = z.infer<typeof errorValueSchema>

const declared = { data: errorDetailSchema }

/** The same errors for every operation; an error that is not declared would arrive in the window without its facts. */
export const declaredErrors = {
  'access-denied': declared,
  'answer-damaged': declared,
  cancelled: declared,
  conflict: declared,
  'credentials-expired': declared,
  'credentials-missing': declared,
  'endpoint-unreachable': declared,
  guarded: declared,
  'invalid-input': declared,
  'not-found': declared,
  'quota-exceeded': declared,
  'secret-unavailable': declared,
  throttled: declared,
  'timed-out': declared,
  unexpected: declared,
} satisfies Record<ErrorCode, typeof declared>
