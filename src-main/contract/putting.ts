import { confirmationSchema, sequenceNumberSchema, shardIdSchema } from './identifiers.ts'
import { operation } from './operation.ts'
import { RECORD_MAX_CHARACTERS } from './record-limits.ts'
import { sendIdSchema, startedSchema, streamParts, whatToSend } from './sends.ts'
import { exampleStream, ofStream } from './streams.ts'
import { z } from './z.ts'

export const newRecordSchema = z.object({
  body: z.string().max(RECORD_MAX_CHARACTERS),
  ...streamParts,
})
export type NewRecord = z.infer<typeof newRecordSchema>

const at = { connectionId: 'sandbox', streamArn: exampleStream.streamArn }
const record = { body: '{"page":"/start"}', partitionKey: 'user-7' }

export const putting = {
  put: operation({
    effect: 'write',
    description:
      'Puts one record into a stream, once: if no answer comes it says that it does not know, and does not repeat it.',
    input: ofStream.extend({
      ...newRecordSchema.shape,
      confirmation: confirmationSchema.optional(),
    }),
    output: z.object({ shardId: shardIdSchema, sequenceNumber: sequenceNumberSchema }),
    example: {
      input: { ...at, ...record },
      output: {
        shardId: 'shardId-000000000000',
        sequenceNumber: '49680485232704094582268416658407265470824549539268001794',
      },
    },
  }),
  putMany: operation({
    effect: 'write',
    description:
      'Begins to put up to 10,000 records in batches of up to 500, or one record repeated with its placeholders filled in.',
    input: ofStream.extend({
      what: whatToSend(newRecordSchema),
      /** Records of one partition key one after another: of a key there is never more than one under way. */
      keepsOrder: z.boolean().optional(),
      confirmation: confirmationSchema.optional(),
    }),
    output: startedSchema,
    example: {
      input: {
        ...at,
        what: {
          kind: 'repeat',
          template: { body: '{"page":{{index}}}', partitionKey: 'user-{{index}}' },
          count: 50,
        },
      },
      output: { sendId: 's-1', total: 50 },
    },
  }),
  retryFailed: operation({
    effect: 'write',
    description:
      'Puts again what surely was not put: what was refused, or what was not begun. Never what is uncertain.',
    input: ofStream.extend({
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
