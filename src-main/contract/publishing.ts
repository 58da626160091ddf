import { errorValueSchema } from './errors.ts'
import { confirmationSchema, messageIdSchema } from './identifiers.ts'
import { messageAttributeSchema } from './messages.ts'
import { operation } from './operation.ts'
import { exampleTopic, ofTopic } from './topics.ts'
import { z } from './z.ts'

/** Messages of one `topics.publishMany`; SNS takes ten of them a call. */
export const PUBLISH_MANY_MAX = 1_000

export const announcementSchema = z.object({
  body: z.string().min(1).max(1_048_576),
  subject: z.string().min(1).max(100).optional(),
  /** The body is JSON with a text for each protocol (`MessageStructure` `json`). */
  isPerProtocol: z.boolean().optional(),
  attributes: z.array(messageAttributeSchema).max(10).optional(),
  groupId: z.string().min(1).max(128).optional(),
  deduplicationId: z.string().min(1).max(128).optional(),
})
export type Announcement = z.infer<typeof announcementSchema>

const publishedSchema = z.object({
  messageId: messageIdSchema,
  sequenceNumber: z.string().optional(),
})

const publishedEntrySchema = z.object({
  /** From 1. */
  index: z.int().min(1),
  outcome: z.enum(['published', 'failed', 'uncertain', 'unsent']),
  messageId: messageIdSchema.optional(),
  error: errorValueSchema.optional(),
})
export type PublishedEntry = z.infer<typeof publishedEntrySchema>

const at = { connectionId: 'sandbox', topicArn: exampleTopic.topicArn }
const attributes = [
  { name: 'event', dataType: 'String', value: 'order-paid', encoding: 'text' as const },
]

export const publishing = {
  publish: operation({
    effect: 'write',
    description:
      'Publishes one message to a topic, once: if no answer comes it says that it does not know, and does not repeat it.',
    input: ofTopic.extend({
      ...announcementSchema.shape,
      confirmation: confirmationSchema.optional(),
    }),
    output: publishedSchema,
    example: {
      input: { ...at, body: '{"order":"o-1"}', attributes },
      output: { messageId: '6f1c' },
    },
  }),
  publishMany: operation({
    effect: 'write',
    description:
      'Publishes up to 1,000 messages in batches of ten, one after the other, and says of each what became of it.',
    input: ofTopic.extend({
      messages: z.array(announcementSchema).min(1).max(PUBLISH_MANY_MAX),
      confirmation: confirmationSchema.optional(),
    }),
    output: z.object({ entries: z.array(publishedEntrySchema) }),
    example: {
      input: { ...at, messages: [{ body: '{"order":"o-1"}', attributes }] },
      output: { entries: [{ index: 1, outcome: 'published', messageId: '6f1c' }] },
    },
  }),
}
