import { findEndpointProblem, findSubscriptionAttributeProblem, rawProtocols } from '#contract'
import type { EndpointProblem, FilterScope, Queue, SubscriptionProtocol } from '#contract'

export interface SubscribeDraft {
  protocol: SubscriptionProtocol
  endpoint: string
  isRaw: boolean
  filter: string
  scope: FilterScope
}

export const emptySubscribeDraft: SubscribeDraft = {
  protocol: 'sqs',
  endpoint: '',
  isRaw: false,
  filter: '',
  scope: 'MessageAttributes',
}

/** The ARN of a queue of this connection: its account and name are in its URL, the rest is the topic's. */
export function queueArnFor({ queueUrl, name }: Queue, topicArn: string): string {
  const [, partition = 'aws', , region = ''] = topicArn.split(':')
  const account = queueUrl.split('/').at(-2) ?? ''
  return `arn:${partition}:sqs:${region}:${account}:${name}`
}

export function isFilterText(text: string): boolean {
  return findSubscriptionAttributeProblem('FilterPolicy', text.trim()) === undefined
}

export function endpointProblem(
  { protocol, endpoint }: SubscribeDraft,
  topicArn: string,
): EndpointProblem | undefined {
  return findEndpointProblem({ protocol, endpoint: endpoint.trim() }, topicArn)
}

export function isComplete(draft: SubscribeDraft, topicArn: string): boolean {
  return endpointProblem(draft, topicArn) === undefined && isFilterText(draft.filter)
}

export function toSubscribeInput({ protocol, endpoint, isRaw, filter, scope }: SubscribeDraft) {
  const raw = isRaw && rawProtocols.has(protocol) ? { RawMessageDelivery: 'true' } : {}
  const policy = filter.trim()
  const filtered = policy === '' ? {} : { FilterPolicy: policy, FilterPolicyScope: scope }
  return { protocol, endpoint: endpoint.trim(), attributes: { ...raw, ...filtered } }
}
