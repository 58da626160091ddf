import { z } from '#contract/z'
import { listedAttributeSchema, toAttributes } from './listing-way.ts'
import type { Listed, ListingWay } from './listing-way.ts'

/** An answer of XML made into JSON: a list of one is the one itself, an empty list nothing. */
function manyOf<T extends z.ZodType>(one: T) {
  return z
    .union([z.array(one), one])
    .nullish()
    .transform((value) =>
      Array.isArray(value) ? value : value === null || value === undefined ? [] : [value],
    )
}

const namedSchema = z.object({ Name: z.string(), Value: z.string().nullish() })
const localStackMessageSchema = z.object({
  MessageId: z.string(),
  Body: z.string().nullish(),
  Attribute: manyOf(namedSchema),
  MessageAttribute: manyOf(z.object({ Name: z.string(), Value: listedAttributeSchema })),
})
const localStackSchema = z.object({
  ReceiveMessageResponse: z.object({
    ReceiveMessageResult: z.object({ Message: manyOf(localStackMessageSchema) }).nullish(),
  }),
})

function fromLocalStack(message: z.infer<typeof localStackMessageSchema>): Listed {
  const system = new Map(message.Attribute.map(({ Name, Value }) => [Name, Value ?? '']))
  const isDelayed = system.get('IsDelayed') === 'true'
  const isVisible = system.get('IsVisible') !== 'false'
  // LocalStack's own two words, which SQS does not know.
  system.delete('IsDelayed')
  system.delete('IsVisible')
  const attributes = message.MessageAttribute.map(({ Name, Value }) => [Name, Value] as const)
  return {
    received: {
      MessageId: message.MessageId,
      Body: message.Body ?? '',
      Attributes: Object.fromEntries(system),
      MessageAttributes: toAttributes(Object.fromEntries(attributes)),
    },
    state: isDelayed ? 'delayed' : isVisible ? 'visible' : 'in-flight',
    untilMs: undefined,
  }
}

/** LocalStack's developer endpoint, which Floci has too: a receive that has no effect. */
export const localStackListing: ListingWay = {
  source: 'localstack',
  path: ({ queueUrl }) =>
    `/_aws/sqs/messages?QueueUrl=${encodeURIComponent(queueUrl)}&ShowInvisible=true&ShowDelayed=true`,
  read(answer) {
    const { data } = localStackSchema.safeParse(answer)
    if (data === undefined) return undefined
    const messages = data.ReceiveMessageResponse.ReceiveMessageResult?.Message ?? []
    return messages.map(fromLocalStack)
  },
}
