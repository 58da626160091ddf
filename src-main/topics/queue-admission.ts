import { findAttributeProblem } from '#contract'
import type { Admission } from '#contract'
import { allOf, judgeCondition, listOf, matchesGlob } from './policy-match.ts'
import type { Verdict } from './policy-match.ts'
import { findStatements, isObject, statementName } from './policy-statements.ts'
import type { Json } from './policy-statements.ts'

export interface Delivery {
  topicArn: string
  queueArn: string
}

export interface Admitted {
  admission: Admission
  /** The statement that decides: its `Sid`, or its place from 1. */
  statement?: string
}

const SNS = 'sns.amazonaws.com'
const ACTION = 'sqs:sendmessage'

/** What a delivery carries. Source: SNS Developer Guide, subscribing a queue; IAM User Guide, global condition keys. */
function carriedBy({ topicArn }: Delivery): ReadonlyMap<string, string> {
  return new Map([
    ['aws:sourcearn', topicArn],
    ['aws:sourceaccount', topicArn.split(':')[4] ?? ''],
    ['aws:principalisawsservice', 'true'],
    ['aws:principalservicename', SNS],
    ['aws:securetransport', 'true'],
  ])
}

function namesService(principal: unknown): boolean {
  if (principal === '*') return true
  if (!isObject(principal)) return false
  // In a queue's policy `{"AWS": "*"}` is everybody, too.
  return listOf(principal['AWS']).includes('*') || listOf(principal['Service']).includes(SNS)
}

const said = (isSo: boolean): Verdict => (isSo ? 'yes' : 'no')

function judgePrincipal({ Principal, NotPrincipal }: Json): Verdict {
  return NotPrincipal === undefined
    ? said(namesService(Principal))
    : said(!namesService(NotPrincipal))
}

function judgeAction({ Action, NotAction }: Json): Verdict {
  const names = (list: unknown): boolean =>
    listOf(list).some((each) => matchesGlob(each.toLowerCase(), ACTION))
  return NotAction === undefined ? said(names(Action)) : said(!names(NotAction))
}

function judgeResource({ Resource, NotResource }: Json, { queueArn }: Delivery): Verdict {
  const names = (list: unknown): boolean => listOf(list).some((each) => matchesGlob(each, queueArn))
  return NotResource === undefined ? said(names(Resource)) : said(!names(NotResource))
}

function judgeConditions({ Condition }: Json, delivery: Delivery): Verdict {
  if (Condition === undefined) return 'yes'
  if (!isObject(Condition)) return 'unknown'
  const known = carriedBy(delivery)
  const verdicts = Object.entries(Condition).flatMap(([operator, keys]): Verdict[] =>
    isObject(keys)
      ? Object.entries(keys).map(([key, wanted]) =>
          judgeCondition({ operator, key, wanted }, known),
        )
      : ['unknown'],
  )
  return allOf(verdicts)
}

function judge(statement: Json, delivery: Delivery): Verdict {
  return allOf([
    judgePrincipal(statement),
    judgeAction(statement),
    judgeResource(statement, delivery),
    judgeConditions(statement, delivery),
  ])
}

/** Whether a queue's policy lets the messages of a topic in: a refusal wins, and what nothing allows is refused. */
export function judgeAdmission(policy: string, delivery: Delivery): Admitted {
  const statements = findStatements(policy)
  if (statements === undefined) return { admission: 'unreadable' }
  const judged = statements.map((statement, index) => ({
    effect: statement['Effect'],
    name: statementName(statement, index),
    verdict: judge(statement, delivery),
  }))
  const find = (effect: string, wanted: Verdict) =>
    judged.find((each) => each.effect === effect && each.verdict === wanted)?.name
  const refusal = find('Deny', 'yes')
  if (refusal !== undefined) return { admission: 'denies', statement: refusal }
  const allowance = find('Allow', 'yes')
  const doubt =
    find('Deny', 'unknown') ?? (allowance === undefined ? find('Allow', 'unknown') : undefined)
  if (doubt !== undefined) return { admission: 'depends', statement: doubt }
  return allowance === undefined
    ? { admission: 'silent' }
    : { admission: 'admits', statement: allowance }
}

function freeSid(statements: readonly Json[]): string {
  const taken = new Set(statements.map(({ Sid }) => Sid))
  let sid = 'WeirTopicToQueue'
  for (let number = 2; taken.has(sid); number += 1) sid = `WeirTopicToQueue${String(number)}`
  return sid
}

/**
 * The policy with one more statement, which lets this topic send and nobody else. Undefined where that would not help:
 * a statement refuses, the text is no policy, or SQS would not take so long a one.
 */
export function findRepair(policy: string, delivery: Delivery): string | undefined {
  const { admission } = judgeAdmission(policy, delivery)
  if (admission !== 'silent' && admission !== 'depends') return undefined
  const statements = findStatements(policy) ?? []
  // It was read above, and its statements were found.
  const rest = policy.trim() === '' ? { Version: '2012-10-17' } : (JSON.parse(policy) as Json)
  const repaired = JSON.stringify({
    ...rest,
    Statement: [
      ...statements,
      {
        Sid: freeSid(statements),
        Effect: 'Allow',
        Principal: { Service: SNS },
        Action: 'sqs:SendMessage',
        Resource: delivery.queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': delivery.topicArn } },
      },
    ],
  })
  const helps = judgeAdmission(repaired, delivery).admission === 'admits'
  return helps && findAttributeProblem('Policy', repaired) === undefined ? repaired : undefined
}
