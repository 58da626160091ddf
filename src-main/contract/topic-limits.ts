/** What SNS allows for topics and subscriptions. The only place of these limits, in both processes. */
import { findDeliveryProblems } from './delivery-policy.ts'
import { attributeRules, findRuleProblem } from './queue-limits.ts'
import type { AttributeRule, LimitProblem } from './queue-limits.ts'
import type { TopicType } from './topics.ts'

const api = 'SNS API Reference, CreateTopic and SetTopicAttributes (@aws-sdk/client-sns 3.1169.0)'
const subscribeApi = 'SNS API Reference, Subscribe (@aws-sdk/client-sns 3.1169.0)'
const policyQuotas = 'SNS Developer Guide, API permissions: policy quotas (30 kb, 100 statements)'

export const editableTopicAttributes = [
  'DisplayName',
  'MaximumMessageSize',
  'KmsMasterKeyId',
  'SignatureVersion',
  'TracingConfig',
  'ContentBasedDeduplication',
  'FifoThroughputScope',
  'ArchivePolicy',
  'DeliveryPolicy',
  'Policy',
] as const
export type EditableTopicAttribute = (typeof editableTopicAttributes)[number]

export const topicAttributeRules: Readonly<Record<EditableTopicAttribute, AttributeRule>> = {
  DisplayName: { kind: 'text', standard: '', maxCharacters: 100, on: 'any', source: api },
  MaximumMessageSize: {
    kind: 'number',
    unit: 'bytes',
    standard: '262144',
    min: 1_024,
    max: 1_048_576,
    on: 'any',
    source: api,
  },
  KmsMasterKeyId: { ...attributeRules.KmsMasterKeyId, source: api },
  SignatureVersion: {
    kind: 'choice',
    choices: ['1', '2'],
    standard: '1',
    on: 'any',
    source: api,
  },
  TracingConfig: {
    kind: 'choice',
    choices: ['PassThrough', 'Active'],
    standard: 'PassThrough',
    on: 'standard',
    source: api,
  },
  ContentBasedDeduplication: { kind: 'flag', standard: 'false', on: 'fifo', source: api },
  FifoThroughputScope: {
    kind: 'choice',
    choices: ['Topic', 'MessageGroup'],
    standard: 'Topic',
    on: 'fifo',
    source: api,
  },
  ArchivePolicy: { kind: 'json', standard: '', maxBytes: 30_720, on: 'fifo', source: api },
  DeliveryPolicy: { kind: 'json', standard: '', maxBytes: 30_720, on: 'any', source: api },
  Policy: { kind: 'json', standard: '', maxBytes: 30_720, on: 'any', source: policyQuotas },
}

/** How many days a FIFO topic can keep its messages for. */
export const archiveDays = {
  min: 1,
  max: 365,
  source: 'https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-topic-owner.html',
}

/** The days of an archive policy as they stand there; undefined where there are none. */
export function findArchiveText(policy: string): string | undefined {
  try {
    const read: unknown = JSON.parse(policy === '' ? '{}' : policy)
    if (typeof read !== 'object' || read === null || !('MessageRetentionPeriod' in read))
      return undefined
    return String(read.MessageRetentionPeriod)
  } catch {
    return undefined // text that is no JSON is no policy
  }
}

/** The days of an archive policy; undefined where there is none, or none that can be read. */
export function findArchiveDays(policy: string): number | undefined {
  const text = findArchiveText(policy)
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}

/** As SNS spells it; no days is no archive. */
export function archivePolicyOf(days: string): string {
  return days === '' ? '' : JSON.stringify({ MessageRetentionPeriod: days })
}

/** Whether messages that are in the archive now would no longer be kept as long. */
export function shortensArchive(from: string, to: string): boolean {
  const before = findArchiveDays(from)
  return before !== undefined && (findArchiveDays(to) ?? 0) < before
}

/** Why SNS would refuse an archive policy that is JSON. `{}` and nothing at all end the archive. */
function archiveProblem(policy: string): LimitProblem | undefined {
  const days = findArchiveDays(policy)
  if (days === undefined)
    return policy.replace(/\s/g, '') === '{}' || policy === '' ? undefined : 'not-a-number'
  if (days < archiveDays.min) return 'too-small'
  return days > archiveDays.max ? 'too-large' : undefined
}

export const topicNameLimits = { characters: 256, suffix: '.fifo', source: api }
/** How long a changed filter policy may take to hold. */
export const filterSpread = {
  minutes: 15,
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html',
}
/** How long a token to confirm a subscription with is good. */
export const confirmationDays = { days: 2, source: subscribeApi }

/** What SNS would refuse about one value. A topic always has an access policy, so that one cannot be emptied. */
export function findTopicAttributeProblem(
  name: EditableTopicAttribute,
  value: string,
): LimitProblem | undefined {
  if (name === 'Policy' && value === '') return 'not-json'
  const problem = findRuleProblem(topicAttributeRules[name], value)
  if (problem !== undefined) return problem
  if (name === 'ArchivePolicy') return archiveProblem(value)
  return name === 'DeliveryPolicy' ? findDeliveryProblems(value)[0]?.problem : undefined
}

export function isForTopicType(name: EditableTopicAttribute, type: TopicType): boolean {
  const { on } = topicAttributeRules[name]
  return on === 'any' || on === type
}

export type TopicNameProblem = 'empty' | 'too-long' | 'characters' | 'needs-suffix' | 'has-suffix'

/** Why SNS would refuse a topic of this name and type. */
export function findTopicNameProblem(name: string, type: TopicType): TopicNameProblem | undefined {
  const isFifo = name.endsWith(topicNameLimits.suffix)
  const stem = isFifo ? name.slice(0, -topicNameLimits.suffix.length) : name
  if (stem === '') return 'empty'
  if (name.length > topicNameLimits.characters) return 'too-long'
  if (!/^[A-Za-z0-9_-]+$/.test(stem)) return 'characters'
  if (type === 'fifo') return isFifo ? undefined : 'needs-suffix'
  return isFifo ? 'has-suffix' : undefined
}
