import { confirmationSchema, messageIdSchema } from './identifiers.ts'
import { operation } from './operation.ts'
import { outgoingSchema, sendIdSchema, startedSchema, topicParts, whatToSend } from './sends.ts'
import { exampleTopic, ofTopic } from './topics.ts'
import { z } from './z.ts'

/** SNS has no delay; the rest is as a queue has it. */
export const announcementSchema = outgoingSchema.omit({ delaySeconds: true }).extend(topicParts)
export type Announcement = z.infer<typeof announcementSchema>

const publishedSchema = z.object({
  messageId: messageIdSchema,
  sequenceNumber: z.string().optional(),
})

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
      'Begins to publish up to 10,000 messages in batches, or one message repeated with its placeholders filled in.',
    input: ofTopic.extend({
      what: whatToSend(announcementSchema),
      confirmation: confirmationSchema.optional(),
    }),
    output: startedSchema,
    example: {
      input: {
        ...at,
        what: {
          kind: 'repeat',
          template: { body: '{"order":"o-{{index}}"}', attributes },
          count: 50,
        },
      },
      output: { sendId: 's-1', total: 50 },
    },
  }),
  retryFailed: operation({
    effect: 'write',
    description:
      'Publishes again what surely was not published: what was refused, or what was not begun. Never what is uncertain.',
    input: ofTopic.extend({
      sendId: sendIdSchema,
      which: z.enum(['failed', 'unsent']),
      confirmation: confirmationSchema.optional(),
    }),
    output: startedSchema,
    example: {
      input: { ...at, sendId: 's-1', which: 'failed' },
      output: { sendId: 's-1', total: 3 },
    },
  }),
}
