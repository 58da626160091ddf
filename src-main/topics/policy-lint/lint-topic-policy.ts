import { POLICY_LINES_MAX, policyRules } from '#contract'
import type { OutputOf, PolicyFinding } from '#contract'
import { findStatements } from '../policy-statements.ts'
import { findGrants } from './policy-grants.ts'
import { lintStatement, policySources } from './statement-rules.ts'
import { readStatement } from './topic-statement.ts'
import type { TopicStatement } from './topic-statement.ts'

/** Source: SNS Developer Guide, policy quotas. */
const STATEMENTS_MAX = 100

function lintWhole(statements: readonly TopicStatement[]): PolicyFinding[] {
  const sids = statements.flatMap(({ sid }) => sid ?? [])
  const seen = new Set<string>()
  const twice = new Set(sids.filter((sid) => seen.size === seen.add(sid).size))
  const common = { severity: 'attention' as const, source: policySources.reference }
  const repeated: PolicyFinding[] = [...twice].map((sid) => ({
    ...common,
    rule: 'sid-twice',
    statement: sid,
    params: { sid },
  }))
  if (statements.length <= STATEMENTS_MAX) return repeated
  const params = { statements: String(statements.length), max: String(STATEMENTS_MAX) }
  return [...repeated, { ...common, rule: 'too-many-statements', params }]
}

function inOrder(findings: readonly PolicyFinding[]): PolicyFinding[] {
  const place = ({ rule }: PolicyFinding): number => policyRules.indexOf(rule)
  return [...findings].sort((left, right) => place(left) - place(right))
}

/** Who may publish and subscribe by a topic's policy, and what is doubtful about it. Reads the text and nothing else. */
export function lintTopicPolicy({
  topicArn,
  policy,
}: {
  topicArn: string
  policy: string
}): OutputOf<'topics.lintPolicy'> {
  const found = findStatements(policy)
  if (found === undefined) return { state: 'unreadable', publish: [], subscribe: [], findings: [] }
  const statements = found.map(readStatement)
  const findings = [
    ...lintWhole(statements),
    ...statements.flatMap((each) => lintStatement(each, { topicArn })),
  ]
  return {
    state: 'read',
    publish: findGrants(statements, topicArn, 'sns:Publish').slice(0, POLICY_LINES_MAX),
    subscribe: findGrants(statements, topicArn, 'sns:Subscribe').slice(0, POLICY_LINES_MAX),
    findings: inOrder(findings).slice(0, POLICY_LINES_MAX),
  }
}
