import { connectionIdSchema, queueUrlSchema } from './identifiers.ts'
import { operation } from './operation.ts'
import { queueSchema } from './queues.ts'
import { z } from './z.ts'

const ofConnection = z.object({ connectionId: connectionIdSchema })
const favouritesSchema = z.object({ queueUrls: z.array(queueUrlSchema) })
const pinsSchema = z.object({ queues: z.array(queueSchema) })

const queueUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders'
const queue = { queueUrl, name: 'orders', type: 'standard' } as const
const example = { connectionId: 'sandbox' }

/** Queues that the user marked with a star; kept per connection, on this machine. */
export const favourites = {
  list: operation({
    effect: 'local',
    description: 'Lists the favourite queues of a connection.',
    input: ofConnection,
    output: favouritesSchema,
    example: { input: example, output: { queueUrls: [queueUrl] } },
  }),
  set: operation({
    effect: 'local',
    description:
      'Makes queues favourites of a connection, or takes that back; favourites are read before others.',
    input: ofConnection.extend({
      queueUrls: z.array(queueUrlSchema).max(20_000),
      isFavourite: z.boolean(),
    }),
    output: favouritesSchema,
    example: {
      input: { ...example, queueUrls: [queueUrl], isFavourite: true },
      output: { queueUrls: [queueUrl] },
    },
  }),
}

/** Queues added by hand: of other accounts, or for identities that may not list. */
export const pins = {
  list: operation({
    effect: 'local',
    description: 'Lists the queues that were added to a connection by URL or ARN.',
    input: ofConnection,
    output: pinsSchema,
    example: { input: example, output: { queues: [queue] } },
  }),
  add: operation({
    effect: 'read',
    description:
      'Adds a queue by its URL or ARN once its attributes could be read; needs no right to list.',
    input: ofConnection.extend({ address: z.string().trim().min(1).max(2048) }),
    output: queueSchema,
    example: {
      input: { ...example, address: 'arn:aws:sqs:eu-west-1:123456789012:orders' },
      output: queue,
    },
  }),
  remove: operation({
    effect: 'local',
    description:
      'Takes a queue that was added by URL or ARN off the list; the queue itself is not touched.',
    input: ofConnection.extend({ queueUrl: queueUrlSchema }),
    output: pinsSchema,
    example: { input: { ...example, queueUrl }, output: { queues: [] } },
  }),
}
