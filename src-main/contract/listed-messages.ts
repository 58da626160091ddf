import { connectionIdSchema, momentMsSchema, queueUrlSchema } from './identifiers.ts'
import { messagePreviewSchema } from './messages.ts'
import { operation } from './operation.ts'
import { z } from './z.ts'

/** Emulators that tell what a queue holds without a receive; `localstack` also stands for Floci, which does the same. */
export const listingSources = ['fauxqs', 'localstack', 'ministack'] as const
export type ListingSource = (typeof listingSources)[number]

/** A listing shows at most so many; `total` says how many there are. */
export const LISTING_MAX = 1000

const listedMessageSchema = messagePreviewSchema.extend({
  state: z.enum(['visible', 'in-flight', 'delayed']),
  /** Until when it is hidden, where the emulator says so. */
  untilMs: momentMsSchema.optional(),
})
export type ListedMessage = z.infer<typeof listedMessageSchema>

const at = { connectionId: 'sandbox', queueUrl: 'http://127.0.0.1:4566/000000000000/orders' }

/** What only an emulator can answer. AWS is never asked: it has no such thing, and would be sent a stray request. */
export const listedMessages = {
  list: operation({
    effect: 'read',
    description:
      'Lists what a queue of an emulator holds, hidden messages too, without receiving anything.',
    input: z.object({
      connectionId: connectionIdSchema,
      queueUrl: queueUrlSchema,
      /** 0 asks only whether the emulator offers it. */
      max: z.int().min(0).max(LISTING_MAX),
    }),
    output: z.object({
      /** Absent where it is not offered: on AWS, and by other emulators. */
      source: z.enum(listingSources).optional(),
      messages: z.array(listedMessageSchema),
      total: z.int(),
      listedAtMs: momentMsSchema,
    }),
    example: {
      input: { ...at, max: 100 },
      output: { source: 'fauxqs', messages: [], total: 0, listedAtMs: 1_763_800_000_000 },
    },
  }),
}
