import { SetSubscriptionAttributesCommand } from '@aws-sdk/client-sns'
import { editableSubscriptionAttributes } from '#contract'
import type { EditableSubscriptionAttribute, FilterScope, ParsedInput } from '#contract'
import type { Session } from '../connections/session.ts'
import { filterRules } from '../filters/filter-findings.ts'
import { parsePolicy } from '../filters/parse-policy.ts'
import { AppError } from '../lib/app-error.ts'
import { checkUnchanged, setInTurn } from './set-in-turn.ts'
import { snsClient, snsFacts } from './sns.ts'
import type { TopicReader } from './topic-reader.ts'

type Name = EditableSubscriptionAttribute
type Change = Pick<
  ParsedInput<'subscriptions.setAttributes'>,
  'subscriptionArn' | 'changes' | 'expected'
>

const standard: Readonly<Record<Name, string>> = {
  RawMessageDelivery: 'false',
  FilterPolicy: '',
  FilterPolicyScope: 'MessageAttributes',
  RedrivePolicy: '',
  DeliveryPolicy: '',
}

function toScope(text: string | undefined): FilterScope {
  return text === 'MessageBody' ? 'MessageBody' : 'MessageAttributes'
}

/** @throws invalid-input with the rule when SNS would refuse the filter policy */
export function checkFilter(policy: string | undefined, scope: string | undefined): void {
  if (policy === undefined) return
  const { policy: parsed, findings } = parsePolicy(policy, toScope(scope))
  if (parsed !== undefined) return
  const rule = findings.find((each) => filterRules[each.rule].severity === 'error')?.rule ?? ''
  throw new AppError('invalid-input', `filter policy: ${rule}`, {
    params: { reason: 'filter-refused', rule },
  })
}

/**
 * `{}` is how a filter is taken away (SNS Developer Guide, removing a filter policy); the other policies are by no
 * value at all.
 */
function toValue(name: Name, value: string): string | undefined {
  if (value !== '') return value
  return name === 'FilterPolicy' ? '{}' : undefined
}

function valueOf(attributes: Readonly<Record<string, string>>, name: Name): string {
  const value = attributes[name] ?? standard[name]
  return name === 'FilterPolicy' && value.trim() === '{}' ? '' : value
}

/** SNS checks a policy by the scope of the moment: a nested one must find the body's, a flat one fits both. */
function inOrder(names: readonly Name[], scope: FilterScope): Name[] {
  if (scope === 'MessageAttributes') return [...names]
  return [...names].sort((left, right) => rankInBody(left) - rankInBody(right))
}

function rankInBody(name: Name): number {
  return name === 'FilterPolicyScope' ? 0 : 1
}

async function send(
  session: Session,
  subscriptionArn: string,
  [name, value]: [Name, string],
): Promise<string | undefined> {
  const command = new SetSubscriptionAttributesCommand({
    SubscriptionArn: subscriptionArn,
    AttributeName: name,
    AttributeValue: toValue(name, value),
  })
  const client = snsClient(session, 'change')
  const answer = await session.call(snsFacts('SetSubscriptionAttributes', 'change'), () =>
    client.send(command),
  )
  return answer.$metadata.requestId
}

/**
 * Sends what was changed and nothing else, after reading that it still is what the user saw.
 * @throws conflict, invalid-input before anything is sent
 */
export async function setSubscriptionAttributes(
  { session, reader }: { session: Session; reader: TopicReader },
  { subscriptionArn, changes, expected }: Change,
) {
  const names = editableSubscriptionAttributes.filter((name) => changes[name] !== undefined)
  const { attributes } = await reader.describeSubscription(session, subscriptionArn)
  for (const name of names) {
    checkUnchanged(name, { found: valueOf(attributes, name), expected: expected[name] })
  }
  const scope = toScope(changes.FilterPolicyScope ?? valueOf(attributes, 'FilterPolicyScope'))
  const touchesFilter =
    changes.FilterPolicy !== undefined || changes.FilterPolicyScope !== undefined
  if (touchesFilter) checkFilter(changes.FilterPolicy ?? valueOf(attributes, 'FilterPolicy'), scope)
  return setInTurn(inOrder(names, scope), (name) =>
    send(session, subscriptionArn, [name, changes[name] ?? '']),
  )
}
