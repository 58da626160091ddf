import { errorValueSchema } from './errors.ts'
import { connectionIdSchema, confirmationSchema, momentMsSchema } from './identifiers.ts'
import { operation } from './operation.ts'
import { tagChangeShape, tagSchema } from './queue-changes.ts'
import {
  editableTopicAttributes,
  findTopicAttributeProblem,
  findTopicNameProblem,
  isForTopicType,
} from './topic-limits.ts'
import { exampleTopic, ofTopic, topicSchema, topicTypes } from './topics.ts'
import { z } from './z.ts'

const confirmed = { confirmation: confirmationSchema.optional() }
const requestId = { requestId: z.string().optional() }
/** Longer than any attribute may be; that one is too long is said by its own limit. */
const textSchema = z.string().max(300_000)
const nameSchema = z.enum(editableTopicAttributes)

const changesSchema = z.partialRecord(nameSchema, textSchema).superRefine((changes, context) => {
  for (const name of editableTopicAttributes) {
    const value = changes[name]
    const problem = value === undefined ? undefined : findTopicAttributeProblem(name, value)
    if (problem !== undefined) context.addIssue({ code: 'custom', path: [name], message: problem })
  }
})

const createInput = z
  .object({
    connectionId: connectionIdSchema,
    name: z.string().max(256),
    type: z.enum(topicTypes),
    attributes: changesSchema,
    tags: tagChangeShape.set,
    ...confirmed,
  })
  .superRefine(({ name, type, attributes }, context) => {
    const problem = findTopicNameProblem(name, type)
    if (problem !== undefined)
      context.addIssue({ code: 'custom', path: ['name'], message: problem })
    for (const attribute of editableTopicAttributes)
      if (attributes[attribute] !== undefined && !isForTopicType(attribute, type)) {
        const message = type === 'fifo' ? 'only-on-standard' : 'only-on-fifo'
        context.addIssue({ code: 'custom', path: [attribute], message })
      }
  })

const setAttributesInput = ofTopic.extend({
  changes: changesSchema,
  /** What each of them was when the user decided; another value meanwhile is a conflict. */
  expected: z.partialRecord(nameSchema, textSchema),
  ...confirmed,
})

const setAttributesOutput = z.object({
  ...requestId,
  set: z.array(nameSchema),
  /** Attributes that SNS did not yet give back as they were set. */
  pending: z.array(nameSchema),
  /** Why it went no further after some had been set. */
  failure: errorValueSchema.optional(),
})

const at = { connectionId: 'sandbox', topicArn: exampleTopic.topicArn }

/** Operations that change a topic itself, and the reads that they need. Joined to `topics` in contract.ts. */
export const topicChanges = {
  attributes: operation({
    effect: 'read',
    description: 'Reads every attribute of one topic as SNS spells it.',
    input: ofTopic,
    output: z.object({ attributes: z.record(z.string(), z.string()), readAtMs: momentMsSchema }),
    example: {
      input: at,
      output: { attributes: { DisplayName: 'Orders' }, readAtMs: 1_763_800_000_000 },
    },
  }),
  setAttributes: operation({
    effect: 'write',
    description:
      'Sets the given attributes of a topic, one call each, if they still are what was expected, and reads them back.',
    input: setAttributesInput,
    output: setAttributesOutput,
    example: {
      input: { ...at, changes: { DisplayName: 'Orders' }, expected: { DisplayName: '' } },
      output: { set: ['DisplayName'], pending: [] },
    },
  }),
  shortenArchive: operation({
    effect: 'destroy',
    description:
      'Sets attributes of a topic with a shorter archive or none among them, which gives up archived messages.',
    input: setAttributesInput,
    output: setAttributesOutput,
    example: {
      input: {
        ...at,
        topicArn: `${exampleTopic.topicArn}.fifo`,
        changes: { ArchivePolicy: '' },
        expected: { ArchivePolicy: '{"MessageRetentionPeriod":"30"}' },
      },
      output: { set: ['ArchivePolicy'], pending: [] },
    },
  }),
  listTags: operation({
    effect: 'read',
    description: 'Reads the tags of one topic.',
    input: ofTopic,
    output: z.object({ tags: z.array(tagSchema) }),
    example: { input: at, output: { tags: [{ key: 'team', value: 'shop' }] } },
  }),
  setTags: operation({
    effect: 'write',
    description:
      'Adds, changes and removes tags of a topic; tags that are not named stay as they are.',
    input: ofTopic.extend({ ...tagChangeShape, ...confirmed }),
    output: z.object({
      ...requestId,
      set: z.int(),
      removed: z.int(),
      /** Why the removal failed after tags had been set. */
      failure: errorValueSchema.optional(),
    }),
    example: {
      input: { ...at, set: [{ key: 'team', value: 'shop' }], remove: [] },
      output: { set: 1, removed: 0 },
    },
  }),
  create: operation({
    effect: 'write',
    description: 'Creates a topic that does not exist yet.',
    input: createInput,
    output: z.object({ ...requestId, topic: topicSchema }),
    example: {
      input: {
        connectionId: 'sandbox',
        name: 'order-events',
        type: 'standard',
        attributes: {},
        tags: [],
      },
      output: { topic: exampleTopic },
    },
  }),
  delete: operation({
    effect: 'destroy',
    description: 'Deletes a topic with every subscription to it.',
    input: ofTopic.extend(confirmed),
    output: z.object(requestId),
    example: { input: at, output: {} },
  }),
}
