import type { PolicyGrant } from '#contract'
import { conditionText, confinesDeputy, identityLines, namedAccounts } from './conditions.ts'
import { coversAction, coversTopic } from './topic-statement.ts'
import type { TopicAction, TopicStatement, Who } from './topic-statement.ts'

export function accountOf(arn: string): string {
  return arn.split(':')[4] ?? ''
}

/** Whom the statement reaches by this principal: the own account, another one, anybody, or whom the conditions name. */
function reachOf(who: Who, { conditions }: TopicStatement, owner: string): PolicyGrant['reach'] {
  if (who.kind === 'account') return who.value === owner ? 'own' : 'other'
  if (who.kind === 'identity') return accountOf(who.value) === owner ? 'own' : 'other'
  const accounts = namedAccounts(conditions)
  if (accounts.some((account) => account !== owner)) return 'other'
  if (accounts.length > 0) return 'own'
  if (who.kind === 'service') return confinesDeputy(conditions) ? 'confined' : 'open'
  return identityLines(conditions).length > 0 ? 'confined' : 'open'
}

/** Who may, and who may not, do this with the topic by its policy. */
export function findGrants(
  statements: readonly TopicStatement[],
  topicArn: string,
  action: TopicAction,
): PolicyGrant[] {
  const owner = accountOf(topicArn)
  return statements
    .filter((each) => coversTopic(each, topicArn) && coversAction(each, action))
    .flatMap((statement) => {
      const { effect, name, who, conditions } = statement
      if (effect === undefined) return []
      return who.map((each) => ({
        effect,
        statement: name,
        who: each,
        conditions: conditions.map(conditionText),
        reach: reachOf(each, statement, owner),
      }))
    })
}
