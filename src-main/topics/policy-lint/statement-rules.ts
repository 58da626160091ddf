import type { PolicyFinding } from '#contract'
import { conditionText, confinesDeputy, identityLines, namedAccounts } from './conditions.ts'
import { accountOf } from './policy-grants.ts'
import { coversTopic, namesAction, topicActions } from './topic-statement.ts'
import type { TopicAction, TopicStatement, Who } from './topic-statement.ts'

const guide = 'https://docs.aws.amazon.com/sns/latest/dg'
const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide'
export const policySources = {
  public: `${guide}/sns-security-best-practices.html`,
  deputy: `${iam}/confused-deputy.html`,
  reference: `${guide}/sns-access-policy-language-api-permissions-reference.html`,
  sharing: `${guide}/sns-access-policy-use-cases.html`,
  evaluation: `${iam}/reference_policies_evaluation-logic.html`,
  notPrincipal: `${iam}/reference_policies_elements_notprincipal.html`,
  notAction: `${iam}/reference_policies_elements_notaction.html`,
} as const

/** A finding without the statement that it is about, which the caller knows. */
type Found = Omit<PolicyFinding, 'statement'>
export interface LintedTopic {
  topicArn: string
}
type Rule = (statement: TopicStatement, topic: LintedTopic) => Found[]

function attention(rule: PolicyFinding['rule'], source: string, params = {}): Found[] {
  return [{ rule, severity: 'attention', params, source }]
}

function isFor(kind: Who['kind'], { who }: TopicStatement): boolean {
  return who.some((each) => each.kind === kind)
}

/** Open to everybody, with nothing asked or with nothing asked that says who it is. */
const open: Rule = (statement) => {
  const { effect, conditions } = statement
  if (effect !== 'allow' || !isFor('everyone', statement)) return []
  if (identityLines(conditions).length > 0) return []
  if (conditions.length === 0) return attention('open', policySources.public)
  const params = { conditions: conditions.map(conditionText).join('; ') }
  return attention('open-but-for', policySources.public, params)
}

const unconfinedService: Rule = ({ effect, who, conditions }) => {
  const services = who.flatMap(({ kind, value }) => (kind === 'service' ? [value] : []))
  if (effect !== 'allow' || services.length === 0 || confinesDeputy(conditions)) return []
  return attention('service-unconfined', policySources.deputy, { services: services.join(', ') })
}

const deniesEveryone: Rule = (statement) =>
  statement.effect === 'deny' && isFor('everyone', statement) && statement.conditions.length === 0
    ? attention('denies-everyone', policySources.evaluation, {
        actions: statement.actions.patterns.join(', '),
      })
    : []

const allBut: Rule = (statement) => {
  if (statement.effect !== 'allow') return []
  const { actions } = statement
  const but = { actions: actions.patterns.join(', ') }
  return [
    ...(isFor('all-but', statement)
      ? attention('all-but-principal', policySources.notPrincipal)
      : []),
    ...(actions.isAllBut ? attention('all-but-action', policySources.notAction, but) : []),
  ]
}

/** Those that somebody who writes a wildcard may not have meant. */
const changingActions = new Set<TopicAction>([
  'sns:AddPermission',
  'sns:DeleteTopic',
  'sns:PutDataProtectionPolicy',
  'sns:RemovePermission',
  'sns:SetTopicAttributes',
])

const wildcardAction: Rule = ({ effect, actions }) => {
  if (effect !== 'allow' || actions.isAllBut) return []
  const wide = actions.patterns.filter((pattern) => /[*?]/.test(pattern))
  if (wide.length === 0) return []
  const covered = topicActions.filter((each) => wide.some((glob) => namesAction(glob, each)))
  const changing = covered.filter((each) => changingActions.has(each))
  const worst = changing.length === 0 ? covered : changing
  const params = { actions: wide.join(', '), covered: worst.join(', ') }
  return covered.length === 0 ? [] : attention('wildcard-action', policySources.public, params)
}

const resource: Rule = (statement, { topicArn }) => {
  const { patterns } = statement.resources
  const params = { resources: patterns.join(', ') }
  if (!coversTopic(statement, topicArn))
    return attention('never-resource', policySources.reference, params)
  return patterns.length > 1 ? attention('many-resources', policySources.reference, params) : []
}

/** Actions of a topic's policy that SNS has, in any of them. */
const action: Rule = ({ actions }) => {
  if (actions.isAllBut) return []
  const isKnown = (pattern: string): boolean =>
    topicActions.some((each) => namesAction(pattern, each))
  const unknown = actions.patterns.filter((pattern) => !isKnown(pattern))
  if (unknown.length === 0 && actions.patterns.length > 0) return []
  const rule = unknown.length === actions.patterns.length ? 'never-action' : 'unknown-action'
  return attention(rule, policySources.reference, { actions: unknown.join(', ') })
}

const whole: Rule = ({ who, effect }) => [
  ...(who.length === 0 ? attention('no-principal', policySources.reference) : []),
  ...(effect === undefined ? attention('no-effect', policySources.evaluation) : []),
]

function foreignAccounts({ who, conditions }: TopicStatement, owner: string): string[] {
  const named = who.flatMap(({ kind, value }) => {
    if (kind === 'account') return [value]
    return kind === 'identity' ? [accountOf(value)] : []
  })
  const all = [...named, ...namedAccounts(conditions)]
  return [...new Set(all.filter((account) => account !== '' && account !== owner))]
}

const otherAccount: Rule = (statement, { topicArn }) => {
  const accounts = foreignAccounts(statement, accountOf(topicArn))
  if (statement.effect !== 'allow' || accounts.length === 0) return []
  const actions = statement.actions.patterns.join(', ')
  const params = { accounts: accounts.join(', '), actions }
  return [{ rule: 'other-account', severity: 'note', params, source: policySources.sharing }]
}

/** What is wrong with the statement itself. */
const ownRules: readonly Rule[] = [resource, action, whole]
/** What it lets happen, which only one that applies does. */
const effectRules: readonly Rule[] = [
  open,
  unconfinedService,
  deniesEveryone,
  allBut,
  wildcardAction,
  otherAccount,
]

/** What is doubtful about one statement by itself. */
export function lintStatement(statement: TopicStatement, topic: LintedTopic): PolicyFinding[] {
  const rules = coversTopic(statement, topic.topicArn) ? [...ownRules, ...effectRules] : ownRules
  return rules
    .flatMap((rule) => rule(statement, topic))
    .map((found) => ({ ...found, statement: statement.name }))
}
