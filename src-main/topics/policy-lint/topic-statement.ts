import { listOf, matchesGlob } from '../policy-match.ts'
import { isObject, statementName } from '../policy-statements.ts'
import type { Json } from '../policy-statements.ts'
import { conditionLines } from './conditions.ts'
import type { ConditionLine } from './conditions.ts'

/** What a policy of a topic can speak of. Source: SNS Developer Guide, valid Amazon SNS policy actions. */
export const topicActions = [
  'sns:AddPermission',
  'sns:DeleteTopic',
  'sns:GetDataProtectionPolicy',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
  'sns:ListTagsForResource',
  'sns:Publish',
  'sns:PutDataProtectionPolicy',
  'sns:RemovePermission',
  'sns:SetTopicAttributes',
  'sns:Subscribe',
] as const
export type TopicAction = (typeof topicActions)[number]

export interface Who {
  kind: 'everyone' | 'account' | 'identity' | 'service' | 'other' | 'all-but'
  value: string
}

/** A statement of a topic's policy, read once. */
export interface TopicStatement {
  name: string
  sid: string | undefined
  effect: 'allow' | 'deny' | undefined
  who: Who[]
  /** As they are written; those of `NotAction` when `isAllBut`. */
  actions: { patterns: string[]; isAllBut: boolean }
  resources: { patterns: string[]; isAllBut: boolean }
  conditions: ConditionLine[]
}

function effectOf({ Effect }: Json): TopicStatement['effect'] {
  if (Effect === 'Allow') return 'allow'
  return Effect === 'Deny' ? 'deny' : undefined
}

function awsPrincipal(value: string): Who {
  if (value === '*') return { kind: 'everyone', value }
  const root = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(value)?.[1]
  return root === undefined ? { kind: 'identity', value } : { kind: 'account', value: root }
}

function principals(value: unknown): Who[] {
  if (value === '*') return [{ kind: 'everyone', value }]
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([type, named]) =>
    listOf(named).map((each): Who => {
      if (type === 'AWS') return awsPrincipal(each)
      return { kind: type === 'Service' ? 'service' : 'other', value: each }
    }),
  )
}

function whoOf({ Principal, NotPrincipal }: Json): Who[] {
  if (NotPrincipal === undefined) return principals(Principal)
  const value = principals(NotPrincipal).map((each) => each.value)
  return [{ kind: 'all-but', value: value.join(', ') }]
}

function listed(plain: unknown, negated: unknown) {
  return negated === undefined
    ? { patterns: listOf(plain), isAllBut: false }
    : { patterns: listOf(negated), isAllBut: true }
}

export function readStatement(statement: Json, index: number): TopicStatement {
  const { Sid, Action, NotAction, Resource, NotResource } = statement
  return {
    name: statementName(statement, index),
    sid: typeof Sid === 'string' && Sid !== '' ? Sid : undefined,
    effect: effectOf(statement),
    who: whoOf(statement),
    actions: listed(Action, NotAction),
    resources: listed(Resource, NotResource),
    conditions: conditionLines(statement),
  }
}

/** Actions are compared without regard to case (IAM User Guide, `Action`). */
export function namesAction(pattern: string, action: TopicAction): boolean {
  return matchesGlob(pattern.toLowerCase(), action.toLowerCase())
}

export function coversAction({ actions }: TopicStatement, action: TopicAction): boolean {
  const isNamed = actions.patterns.some((pattern) => namesAction(pattern, action))
  return isNamed !== actions.isAllBut
}

export function coversTopic({ resources }: TopicStatement, topicArn: string): boolean {
  const isNamed = resources.patterns.some((pattern) => matchesGlob(pattern, topicArn))
  return isNamed !== resources.isAllBut
}
