import { topicArnSchema } from './identifiers.ts'
import { operation } from './operation.ts'
import { exampleTopic } from './topics.ts'
import { z } from './z.ts'

/** What can be said of a topic's access policy, worst first. */
export const policyRules = [
  'open',
  'open-but-for',
  'service-unconfined',
  'denies-everyone',
  'all-but-principal',
  'all-but-action',
  'wildcard-action',
  'never-resource',
  'never-action',
  'unknown-action',
  'no-principal',
  'no-effect',
  'many-resources',
  'sid-twice',
  'too-many-statements',
  'other-account',
] as const
export type PolicyRule = (typeof policyRules)[number]

export const policyFindingSchema = z.object({
  rule: z.enum(policyRules),
  severity: z.enum(['attention', 'note']),
  /** Its `Sid`, or its place from 1; nothing for the policy as a whole. */
  statement: z.string().optional(),
  params: z.record(z.string(), z.string()),
  /** The page of AWS's guides that says so. */
  source: z.url(),
})
export type PolicyFinding = z.infer<typeof policyFindingSchema>

export const policyGrantSchema = z.object({
  effect: z.enum(['allow', 'deny']),
  statement: z.string(),
  who: z.object({
    kind: z.enum(['everyone', 'account', 'identity', 'service', 'other', 'all-but']),
    value: z.string(),
  }),
  /** `key operator value`, one each; empty where nothing is asked. */
  conditions: z.array(z.string()),
  /** Own account, another one, anybody at all, or anybody that the conditions let through. */
  reach: z.enum(['own', 'other', 'open', 'confined']),
})
export type PolicyGrant = z.infer<typeof policyGrantSchema>

/** As many grants and findings as are worth a look; more of them is said by their number. */
export const POLICY_LINES_MAX = 200

export const topicPolicy = {
  lintPolicy: operation({
    effect: 'local',
    description:
      'Says who may publish and subscribe by the text of an access policy, and what is doubtful about it.',
    input: z.object({ topicArn: topicArnSchema, policy: z.string().max(300_000) }),
    output: z.object({
      /** `unreadable`: no policy; nothing can be said of it. */
      state: z.enum(['read', 'unreadable']),
      publish: z.array(policyGrantSchema),
      subscribe: z.array(policyGrantSchema),
      findings: z.array(policyFindingSchema),
    }),
    example: {
      input: { topicArn: exampleTopic.topicArn, policy: '' },
      output: { state: 'read', publish: [], subscribe: [], findings: [] },
    },
  }),
}
