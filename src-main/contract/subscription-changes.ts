import { errorValueSchema } from './errors.ts'
import { confirmationSchema, queueArnSchema, subscriptionArnSchema } from './identifiers.ts'
import { operation } from './operation.ts'
import { TOKEN_MAX } from './subscription-confirmation.ts'
import {
  editableSubscriptionAttributes,
  findDlqProblem,
  findEndpointProblem,
  findSubscriptionAttributeProblem,
  subscriptionProtocols,
  topicOfSubscription,
} from './subscription-limits.ts'
import { ofSubscription } from './subscriptions.ts'
import { exampleTopic, ofTopic } from './topics.ts'
import { z } from './z.ts'

const confirmed = { confirmation: confirmationSchema.optional() }
const requestId = { requestId: z.string().optional() }
/** Longer than any attribute may be; that one is too long is said by its own limit. */
const textSchema = z.string().max(300_000)
const nameSchema = z.enum(editableSubscriptionAttributes)

const changesSchema = z.partialRecord(nameSchema, textSchema).superRefine((changes, context) => {
  for (const name of editableSubscriptionAttributes) {
    const value = changes[name]
    const problem = value === undefined ? undefined : findSubscriptionAttributeProblem(name, value)
    if (problem !== undefined) context.addIssue({ code: 'custom', path: [name], message: problem })
  }
})

const redriveSchema = z.object({ deadLetterTargetArn: z.string() })

/** Why SNS would refuse a redrive policy of a subscription to this topic. */
function findRedriveProblem(topicArn: string, policy: string) {
  if (policy === '') return undefined
  try {
    const { data } = redriveSchema.safeParse(JSON.parse(policy))
    return findDlqProblem(topicArn, data?.deadLetterTargetArn ?? '')
  } catch {
    return 'not-a-queue' as const // text that is no JSON names none
  }
}

function checkRedrive(topicArn: string, policy: string | undefined, context: z.RefinementCtx) {
  const problem = policy === undefined ? undefined : findRedriveProblem(topicArn, policy)
  if (problem !== undefined)
    context.addIssue({ code: 'custom', path: ['RedrivePolicy'], message: problem })
}

const createInput = ofTopic
  .extend({
    protocol: z.enum(subscriptionProtocols),
    endpoint: z.string().min(1).max(2_048),
    attributes: changesSchema,
    ...confirmed,
  })
  .superRefine(({ topicArn, protocol, endpoint, attributes }, context) => {
    const problem = findEndpointProblem({ protocol, endpoint }, topicArn)
    if (problem !== undefined)
      context.addIssue({ code: 'custom', path: ['endpoint'], message: problem })
    checkRedrive(topicArn, attributes.RedrivePolicy, context)
  })

const setInput = ofSubscription
  .extend({
    changes: changesSchema,
    /** What each of them was when the user decided; another value meanwhile is a conflict. */
    expected: z.partialRecord(nameSchema, textSchema),
    ...confirmed,
  })
  .superRefine(({ subscriptionArn, changes }, context) => {
    checkRedrive(topicOfSubscription(subscriptionArn), changes.RedrivePolicy, context)
  })

/**
 * Whether a queue's access policy lets SNS put messages of a topic into it. `depends`: on a condition that cannot be
 * judged from here; `unreadable`: the policy is no JSON that means anything.
 */
export const admissions = ['admits', 'silent', 'denies', 'depends', 'unreadable'] as const
export type Admission = (typeof admissions)[number]

const { topicArn } = exampleTopic
const at = { connectionId: 'sandbox', topicArn }
const subscriptionArn = `${topicArn}:5b1f9c0e-1b2d-4f6a-9a3e-6f6e0c8e7a11`
const queueArn = 'arn:aws:sqs:us-east-1:000000000000:billing'

/** Operations that change subscriptions, and what they need to know of queues. Joined in contract.ts. */
export const subscriptionChanges = {
  create: operation({
    effect: 'write',
    description: 'Subscribes an endpoint to a topic that it is not subscribed to yet.',
    input: createInput,
    output: z.object({
      ...requestId,
      /** None while the endpoint has to confirm it first. */
      subscriptionArn: subscriptionArnSchema.optional(),
    }),
    example: {
      input: { ...at, protocol: 'sqs', endpoint: queueArn, attributes: {} },
      output: { subscriptionArn },
    },
  }),
  confirm: operation({
    effect: 'write',
    description: 'Confirms a pending subscription by the token that its endpoint was sent.',
    input: ofTopic.extend({
      token: z.string().trim().min(1).max(TOKEN_MAX),
      /** From then on only the owners of the topic and of the subscription may end it. */
      authenticateOnUnsubscribe: z.boolean().optional(),
      ...confirmed,
    }),
    output: z.object({ ...requestId, subscriptionArn: subscriptionArnSchema }),
    example: {
      input: { ...at, token: '2336412f37fb687f5d51e6e2425f' },
      output: { subscriptionArn },
    },
  }),
  remove: operation({
    effect: 'destroy',
    description: 'Ends a subscription; its filter and its settings are gone with it.',
    input: ofSubscription.extend(confirmed),
    output: z.object(requestId),
    example: { input: { connectionId: 'sandbox', subscriptionArn }, output: {} },
  }),
  setAttributes: operation({
    effect: 'write',
    description:
      'Sets the given attributes of a subscription, one call each, if they still are what was expected.',
    input: setInput,
    output: z.object({
      ...requestId,
      set: z.array(nameSchema),
      /** Why it went no further after some had been set. */
      failure: errorValueSchema.optional(),
    }),
    example: {
      input: {
        connectionId: 'sandbox',
        subscriptionArn,
        changes: { FilterPolicy: '{"type":["order-paid"]}' },
        expected: { FilterPolicy: '' },
      },
      output: { set: ['FilterPolicy'] },
    },
  }),
  checkQueue: operation({
    effect: 'read',
    description: "Reads a queue's access policy and says whether it lets a topic's messages in.",
    input: ofTopic.extend({ queueArn: queueArnSchema }),
    output: z.object({
      admission: z.enum(admissions),
      /** The statement that decides: its `Sid`, or its place from 1. */
      statement: z.string().optional(),
      /** The access policy as it is. */
      policy: z.string(),
      /** The same with a statement that lets the topic in, where that would help and SQS would take it. */
      repaired: z.string().optional(),
    }),
    example: {
      input: { ...at, queueArn },
      output: { admission: 'silent', policy: '', repaired: '{"Statement":[]}' },
    },
  }),
  admitTopic: operation({
    effect: 'write',
    description: "Adds a statement to a queue's access policy that lets one topic's messages in.",
    input: ofTopic.extend({
      queueArn: queueArnSchema,
      /** The access policy as it was when the user decided; another one meanwhile is a conflict. */
      expected: textSchema,
      ...confirmed,
    }),
    output: z.object({ ...requestId, isPending: z.boolean() }),
    example: { input: { ...at, queueArn, expected: '' }, output: { isPending: false } },
  }),
}
