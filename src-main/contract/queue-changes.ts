import { errorValueSchema } from './errors.ts'
import {
  confirmationSchema,
  connectionIdSchema,
  momentMsSchema,
  queueArnSchema,
  queueUrlSchema,
} from './identifiers.ts'
import { operation } from './operation.ts'
import {
  attributeRules,
  editableAttributes,
  findAttributeProblem,
  findNameProblem,
  findTagProblem,
  receiveCountLimits,
  tagLimits,
} from './queue-limits.ts'
import { queueSchema } from './queues.ts'
import { z } from './z.ts'

const ofConnection = z.object({ connectionId: connectionIdSchema })
const ofQueue = ofConnection.extend({ queueUrl: queueUrlSchema })
const confirmed = { confirmation: confirmationSchema.optional() }
const requestId = { requestId: z.string().optional() }

/** Longer than any attribute may be; that one is too long is said by its own limit. */
const ATTRIBUTE_MAX_CHARACTERS = 300_000
const attributeTextSchema = z.string().max(ATTRIBUTE_MAX_CHARACTERS)
const attributeNameSchema = z.enum(editableAttributes)

/** Values as SQS takes them: text. Checked against the table of limits before anything is sent. */
export const attributeChangesSchema = z
  .partialRecord(attributeNameSchema, attributeTextSchema)
  .superRefine((changes, context) => {
    for (const name of editableAttributes) {
      const value = changes[name]
      const problem = value === undefined ? undefined : findAttributeProblem(name, value)
      if (problem !== undefined)
        context.addIssue({ code: 'custom', path: [name], message: problem })
    }
  })

export const tagSchema = z.object({
  key: z.string().max(4 * tagLimits.keyCharacters),
  value: z.string().max(4 * tagLimits.valueCharacters),
})
const newTagSchema = tagSchema.superRefine((tag, context) => {
  const problem = findTagProblem(tag)
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
})
const newTagsSchema = z.array(newTagSchema).max(tagLimits.count)
/** A change of tags, of a queue or of a topic. */
export const tagChangeShape = {
  set: newTagsSchema,
  remove: z.array(z.string().min(1).max(512)).max(tagLimits.count),
}

export const maxReceiveCountSchema = z.int().min(receiveCountLimits.min).max(receiveCountLimits.max)

const setAttributesInput = ofQueue.extend({
  changes: attributeChangesSchema,
  /** What each of them was when the user decided; another value meanwhile is a conflict. */
  expected: z.partialRecord(attributeNameSchema, attributeTextSchema),
  ...confirmed,
})
const setAttributesOutput = z.object({
  ...requestId,
  /** Attributes that SQS did not yet give back as they were set; it may take a minute (retention: 15). */
  pending: z.array(attributeNameSchema),
})

/** Why SQS would refuse, or later not honour, a dead-letter queue. */
export const wiringProblems = [
  'itself',
  'other-type',
  'other-region',
  'other-account',
  'not-allowed',
] as const
export type WiringProblem = (typeof wiringProblems)[number]
const wiringCheckSchema = z.object({
  deadLetterArn: queueArnSchema,
  problems: z.array(z.enum(wiringProblems)),
  retentionSeconds: z.int(),
  deadLetterRetentionSeconds: z.int(),
})
export type WiringCheck = z.infer<typeof wiringCheckSchema>

const newDeadLetterSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('existing'),
    queueUrl: queueUrlSchema,
    maxReceiveCount: maxReceiveCountSchema,
  }),
  z.object({
    kind: z.literal('new'),
    name: z.string().max(80),
    maxReceiveCount: maxReceiveCountSchema,
  }),
])

const createInput = ofConnection
  .extend({
    name: z.string().max(80),
    type: z.enum(['standard', 'fifo']),
    attributes: attributeChangesSchema,
    tags: newTagsSchema,
    deadLetter: newDeadLetterSchema.optional(),
    ...confirmed,
  })
  .superRefine(({ name, type, attributes, deadLetter }, context) => {
    const names = [name, ...(deadLetter?.kind === 'new' ? [deadLetter.name] : [])]
    for (const each of names) {
      const problem = findNameProblem(each, type)
      if (problem !== undefined)
        context.addIssue({ code: 'custom', path: ['name'], message: problem })
    }
    for (const attribute of editableAttributes)
      if (attributes[attribute] !== undefined && attributeRules[attribute].on === 'fifo')
        if (type !== 'fifo')
          context.addIssue({ code: 'custom', path: [attribute], message: 'only-on-fifo' })
  })

const queueUrl = 'http://127.0.0.1:4566/000000000000/orders'
const deadLetterUrl = 'http://127.0.0.1:4566/000000000000/orders-dlq'
const orders = { queueUrl, name: 'orders', type: 'standard' } as const
const at = { connectionId: 'sandbox', queueUrl }

/** Operations that change a queue itself, and the reads that they need. Joined to `queues` in contract.ts. */
export const queueChanges = {
  attributes: operation({
    effect: 'read',
    description: 'Reads every attribute of one queue as SQS spells it.',
    input: ofQueue,
    output: z.object({ attributes: z.record(z.string(), z.string()), readAtMs: momentMsSchema }),
    example: {
      input: at,
      output: { attributes: { VisibilityTimeout: '30' }, readAtMs: 1_763_800_000_000 },
    },
  }),
  setAttributes: operation({
    effect: 'write',
    description:
      'Sets the given attributes of a queue if they still are what was expected, and reads them back.',
    input: setAttributesInput,
    output: setAttributesOutput,
    example: {
      input: { ...at, changes: { VisibilityTimeout: '60' }, expected: { VisibilityTimeout: '30' } },
      output: { pending: [] },
    },
  }),
  shortenRetention: operation({
    effect: 'destroy',
    description:
      'Sets attributes of a queue with a shorter retention among them, which deletes the older messages.',
    input: setAttributesInput,
    output: setAttributesOutput,
    example: {
      input: {
        ...at,
        changes: { MessageRetentionPeriod: '3600' },
        expected: { MessageRetentionPeriod: '345600' },
      },
      output: { pending: ['MessageRetentionPeriod'] },
    },
  }),
  listTags: operation({
    effect: 'read',
    description: 'Reads the tags of one queue.',
    input: ofQueue,
    output: z.object({ tags: z.array(tagSchema) }),
    example: { input: at, output: { tags: [{ key: 'team', value: 'shop' }] } },
  }),
  setTags: operation({
    effect: 'write',
    description:
      'Adds, changes and removes tags of a queue; tags that are not named stay as they are.',
    input: ofQueue.extend({ ...tagChangeShape, ...confirmed }),
    output: z.object({
      ...requestId,
      set: z.int(),
      removed: z.int(),
      /** Why the removal failed after tags had been set. */
      failure: errorValueSchema.optional(),
    }),
    example: {
      input: { ...at, set: [{ key: 'team', value: 'shop' }], remove: ['owner'] },
      output: { set: 1, removed: 1 },
    },
  }),
  create: operation({
    effect: 'write',
    description: 'Creates a queue that does not exist yet, with its dead-letter queue if wanted.',
    input: createInput,
    output: z.object({
      ...requestId,
      queue: queueSchema.optional(),
      /** The dead-letter queue that was made for it. */
      deadLetterQueue: queueSchema.optional(),
      /** Why the queue itself could not be created after its dead-letter queue had been. */
      failure: errorValueSchema.optional(),
    }),
    example: {
      input: {
        connectionId: 'sandbox',
        name: 'invoices',
        type: 'standard',
        attributes: { VisibilityTimeout: '60' },
        tags: [],
      },
      output: { queue: orders },
    },
  }),
  delete: operation({
    effect: 'destroy',
    description: 'Deletes a queue with every message in it.',
    input: ofQueue.extend(confirmed),
    output: z.object(requestId),
    example: { input: at, output: {} },
  }),
  purge: operation({
    effect: 'destroy',
    description: 'Deletes every message of a queue, those in flight too; once in 60 s at most.',
    input: ofQueue.extend(confirmed),
    output: z.object(requestId),
    example: { input: at, output: {} },
  }),
  findPurge: operation({
    effect: 'local',
    description: 'Says until when SQS would refuse to purge a queue again, as far as Weir knows.',
    input: ofQueue,
    output: z.object({ quietUntilMs: momentMsSchema.optional() }),
    example: { input: at, output: { quietUntilMs: 1_763_800_060_000 } },
  }),
  checkRedrive: operation({
    effect: 'read',
    description:
      'Reads two queues and says whether the one can be the dead-letter queue of the other.',
    input: ofQueue.extend({ deadLetterUrl: queueUrlSchema }),
    output: wiringCheckSchema,
    example: {
      input: { ...at, deadLetterUrl },
      output: {
        deadLetterArn: 'arn:aws:sqs:us-east-1:000000000000:orders-dlq',
        problems: [],
        retentionSeconds: 345_600,
        deadLetterRetentionSeconds: 1_209_600,
      },
    },
  }),
  setRedrive: operation({
    effect: 'write',
    description: 'Gives a queue a dead-letter queue that SQS would accept, or takes it away.',
    input: ofQueue.extend({
      redrive: z
        .object({ deadLetterUrl: queueUrlSchema, maxReceiveCount: maxReceiveCountSchema })
        .optional(),
      /** The redrive policy as it was read when the user decided; empty for none. */
      expected: attributeTextSchema,
      ...confirmed,
    }),
    output: z.object({ ...requestId, isPending: z.boolean() }),
    example: {
      input: { ...at, redrive: { deadLetterUrl, maxReceiveCount: 5 }, expected: '' },
      output: { isPending: false },
    },
  }),
  listSources: operation({
    effect: 'read',
    description: 'Lists the queues whose dead-letter queue this one is.',
    input: ofQueue,
    output: z.object({
      sources: z.array(queueSchema),
      /** `seen`: the service cannot list them; these are from the redrive policies that could be read. */
      source: z.enum(['service', 'seen']),
      /** Queues whose redrive policy could not be read; always 0 for `service`. */
      unread: z.int(),
    }),
    example: {
      input: { connectionId: 'sandbox', queueUrl: deadLetterUrl },
      output: { sources: [orders], source: 'service', unread: 0 },
    },
  }),
}
