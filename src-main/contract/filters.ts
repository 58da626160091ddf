import { operation } from './operation.ts'
import { filterScopes } from './subscriptions.ts'
import { z } from './z.ts'

/** A policy as it is written, whether SNS would take it or not. */
const policyTextSchema = z.object({
  text: z.string().max(300_000),
  scope: z.enum(filterScopes),
})

/** What a filter sees of a message. The value of a binary attribute is never looked at. */
export const filterMessageSchema = z.object({
  body: z.string().max(1_048_576),
  /** A list, because an attribute may be called `__proto__`, which no record can carry. */
  attributes: z
    .array(
      z.object({
        name: z.string().max(256),
        /** `String`, `String.Array`, `Number`, `Binary`, with a custom part or without. */
        type: z.string().max(256),
        value: z.string().max(1_048_576),
      }),
    )
    .max(1000),
})
export type FilteredMessage = z.infer<typeof filterMessageSchema>

/** What the linter says of one place in a policy. */
export const filterFindingSchema = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  /** Keys from the root to the place; empty for the policy as a whole. */
  path: z.array(z.string()),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The page of SNS's developer guide that says so. */
  source: z.url(),
})
export type FilterFindingValue = z.infer<typeof filterFindingSchema>

const leafSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** What stood under a key, shortened to what can be shown. */
const seenSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('leaf'), value: leafSchema }),
  z.object({ kind: z.literal('list'), values: z.array(leafSchema), more: z.int().min(0) }),
  z.object({ kind: z.literal('object') }),
  z.object({ kind: z.literal('absent') }),
  /** SNS does not compare it: a binary attribute, a number that is none, a list that is not JSON. */
  z.object({ kind: z.literal('ignored'), type: z.string() }),
])

const explainedConditionSchema = z.object({
  /** As it stands in the policy, as JSON. */
  text: z.string(),
  passed: z.boolean(),
  /** It would have passed but for its case, or but for being text instead of a number or the other way. */
  nearMiss: z.enum(['case', 'type']).optional(),
})

const line = { depth: z.int().min(0), passed: z.boolean() }
/** A line of the explanation; deeper ones belong to the last shallower one before them. */
export const explainedLineSchema = z.discriminatedUnion('kind', [
  z.object({
    ...line,
    kind: z.literal('key'),
    key: z.string(),
    seen: seenSchema,
    conditions: z.array(explainedConditionSchema),
    /** A list of which only some values are excluded: SNS's guide says both of it. */
    doubt: z.literal('mixed-list').optional(),
  }),
  z.object({ ...line, kind: z.literal('nested'), key: z.string(), seen: seenSchema }),
  z.object({ ...line, kind: z.literal('any'), alternatives: z.int() }),
  z.object({ ...line, kind: z.literal('alternative'), index: z.int() }),
])
export type ExplainedLineValue = z.infer<typeof explainedLineSchema>

export const explanationSchema = z.object({
  passed: z.boolean(),
  reason: z.enum(['compared', 'no-filter', 'body-not-json', 'no-attributes']),
  lines: z.array(explainedLineSchema),
  /** Keys that are absent where the policy looks, and there where it does not: the wrong scope. */
  elsewhere: z.array(z.string()),
})
export type ExplanationValue = z.infer<typeof explanationSchema>

/** The first thing that a message did not pass. */
export const filterBlockerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('body-not-json') }),
  /** It has none, and without any not even their absence passes. */
  z.object({ kind: z.literal('no-attributes') }),
  /** None of an `$or`'s alternatives. */
  z.object({ kind: z.literal('any') }),
  z.object({
    kind: z.literal('key'),
    /** Keys from the root. */
    path: z.array(z.string()),
    seen: seenSchema,
    conditions: z.array(explainedConditionSchema),
    /** It is there in the other scope. */
    isElsewhere: z.boolean(),
  }),
])
export type FilterBlocker = z.infer<typeof filterBlockerSchema>

/** As many messages as one question may be about. */
export const FILTER_MESSAGES_MAX = 1000

const policies = z.array(policyTextSchema.extend({ id: z.string().max(512) })).max(1000)
const messages = z.array(filterMessageSchema).max(FILTER_MESSAGES_MAX)

const message = { body: '{}', attributes: [{ name: 'event', type: 'String', value: 'order-paid' }] }
const paid = { text: '{"event":["order-paid"]}', scope: 'MessageAttributes' } as const
const key: ExplainedLineValue = {
  kind: 'key',
  key: 'event',
  depth: 0,
  passed: true,
  seen: { kind: 'leaf', value: 'order-paid' },
  conditions: [{ text: '"order-paid"', passed: true }],
}

/** SNS's filter policies, judged here: no call is made. */
export const filters = {
  judge: operation({
    effect: 'local',
    description: 'Says for each filter policy which of the messages SNS would deliver.',
    input: z.object({ policies, messages }),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          /** For each message; absent where SNS would refuse the policy. */
          passes: z.array(z.boolean()).optional(),
          /** What kept the only message out, where there is one; the whole of it gives `filters.explain`. */
          blocker: filterBlockerSchema.optional(),
        }),
      ),
    }),
    example: {
      input: { policies: [{ id: 'billing', ...paid }], messages: [message] },
      output: { rows: [{ id: 'billing', passes: [true] }] },
    },
  }),
  explain: operation({
    effect: 'local',
    description: 'Lints a filter policy and says line by line why a message passes it or does not.',
    input: z.object({ policy: policyTextSchema, message: filterMessageSchema.optional() }),
    output: z.object({
      findings: z.array(filterFindingSchema),
      /** SNS would not take the policy, so nothing is decided by it. */
      isRefused: z.boolean(),
      /** How much of what SNS takes it uses; absent where it is refused. */
      size: z
        .object({
          keys: z.int(),
          keysMax: z.int(),
          /** As SNS counts them: the lengths of all lists multiplied, in a body policy each by its depth too. */
          combinations: z.int(),
          combinationsMax: z.int(),
        })
        .optional(),
      explanation: explanationSchema.optional(),
    }),
    example: {
      input: { policy: paid, message },
      output: {
        findings: [],
        isRefused: false,
        size: { keys: 1, keysMax: 5, combinations: 1, combinationsMax: 150 },
        explanation: { passed: true, reason: 'compared', lines: [key], elsewhere: [] },
      },
    },
  }),
  compare: operation({
    effect: 'local',
    description:
      'Says which of the messages an edited filter policy would lose, and which it would gain.',
    input: z.object({ before: policyTextSchema, after: policyTextSchema, messages }),
    output: z.object({
      findings: z.array(filterFindingSchema),
      /** Absent where SNS would refuse one of the two. */
      change: z
        .object({ lost: z.array(z.int()), gained: z.array(z.int()), passing: z.int() })
        .optional(),
    }),
    example: {
      input: { before: { ...paid, text: '' }, after: paid, messages: [message] },
      output: { findings: [], change: { lost: [], gained: [], passing: 1 } },
    },
  }),
}
