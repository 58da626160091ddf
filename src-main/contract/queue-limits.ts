/** What SQS allows for the attributes, names and tags of a queue. The only place of these limits, in both processes. */
import { utf8Bytes } from './message-size.ts'

const api = 'SQS API Reference, SetQueueAttributes (@aws-sdk/client-sqs 3.1169.0)'
const policyQuotas = 'SQS Developer Guide, Amazon SQS policy quotas'
const tagRules =
  'SQS Developer Guide, cost allocation tags; TagQueue (@aws-sdk/client-sqs 3.1169.0)'

interface RuleBase {
  /** What SQS uses, and what a queue that does not name the attribute has. Empty: not set. */
  standard: string
  /** What a new queue gets where that is something else than what an answer without the attribute means. */
  whenCreated?: string
  /** `fifo`: only FIFO queues and topics take it; `standard`: only the others. */
  on: 'any' | 'fifo' | 'standard'
  /** Where the numbers come from. */
  source: string
}
export type AttributeRule =
  | (RuleBase & { kind: 'number'; unit: 'seconds' | 'bytes'; min: number; max: number })
  | (RuleBase & { kind: 'flag' })
  | (RuleBase & { kind: 'choice'; choices: readonly string[] })
  | (RuleBase & { kind: 'text'; maxCharacters: number })
  | (RuleBase & { kind: 'json'; maxBytes: number })

function seconds(standard: number, min: number, max: number): AttributeRule {
  return {
    kind: 'number',
    unit: 'seconds',
    standard: String(standard),
    min,
    max,
    on: 'any',
    source: api,
  }
}

export const editableAttributes = [
  'VisibilityTimeout',
  'MessageRetentionPeriod',
  'DelaySeconds',
  'ReceiveMessageWaitTimeSeconds',
  'MaximumMessageSize',
  'SqsManagedSseEnabled',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
  'Policy',
  'RedriveAllowPolicy',
] as const
export type EditableAttribute = (typeof editableAttributes)[number]

export const attributeRules: Readonly<Record<EditableAttribute, AttributeRule>> = {
  VisibilityTimeout: seconds(30, 0, 43_200),
  /** Lowering it can delete messages. */
  MessageRetentionPeriod: seconds(345_600, 60, 1_209_600),
  DelaySeconds: seconds(0, 0, 900),
  ReceiveMessageWaitTimeSeconds: seconds(0, 0, 20),
  MaximumMessageSize: {
    kind: 'number',
    unit: 'bytes',
    standard: '1048576',
    min: 1_024,
    max: 1_048_576,
    on: 'any',
    source: api,
  },
  SqsManagedSseEnabled: {
    kind: 'flag',
    standard: 'false',
    whenCreated: 'true',
    on: 'any',
    source: 'SQS Developer Guide, SSE-SQS: on by default for new queues',
  },
  KmsMasterKeyId: { kind: 'text', standard: '', maxCharacters: 2_048, on: 'any', source: api },
  KmsDataKeyReusePeriodSeconds: seconds(300, 60, 86_400),
  ContentBasedDeduplication: { kind: 'flag', standard: 'false', on: 'fifo', source: api },
  DeduplicationScope: {
    kind: 'choice',
    choices: ['queue', 'messageGroup'],
    standard: 'queue',
    on: 'fifo',
    source: api,
  },
  FifoThroughputLimit: {
    kind: 'choice',
    choices: ['perQueue', 'perMessageGroupId'],
    standard: 'perQueue',
    on: 'fifo',
    source: api,
  },
  Policy: { kind: 'json', standard: '', maxBytes: 8_192, on: 'any', source: policyQuotas },
  RedriveAllowPolicy: {
    kind: 'json',
    standard: '',
    maxBytes: 8_192,
    on: 'any',
    source: policyQuotas,
  },
}

/** What SQS gives a new queue that does not name the attribute. */
export function defaultOf(name: EditableAttribute): string {
  const { whenCreated, standard } = attributeRules[name]
  return whenCreated ?? standard
}

export const tagLimits = { count: 50, keyCharacters: 128, valueCharacters: 256, source: tagRules }
/** Tags with this prefix are AWS's own. */
export const RESERVED_TAG_PREFIX = 'aws:'
export const nameLimits = { characters: 80, suffix: '.fifo', source: 'CreateQueue, same API text' }
export const receiveCountLimits = { min: 1, max: 1_000, standard: 10, source: api }
/** `byQueue` names at most so many sources. */
export const ALLOWED_SOURCES_MAX = 10
/** `PurgeQueue` again within this answers `PurgeQueueInProgress`; a deleted name is free again after it, too. */
export const QUIET_SECONDS = 60
/** How long AWS may take until a changed attribute holds everywhere; retention takes longer. */
export const spreadSeconds = { any: 60, MessageRetentionPeriod: 900, source: api }

export type LimitProblem =
  | 'not-a-number'
  | 'too-small'
  | 'too-large'
  | 'not-a-choice'
  | 'too-long'
  | 'not-json'
  | 'only-on-fifo'

function numberProblem(rule: AttributeRule & { kind: 'number' }, value: string) {
  if (!/^\d{1,10}$/.test(value)) return 'not-a-number'
  if (Number(value) < rule.min) return 'too-small'
  return Number(value) > rule.max ? 'too-large' : undefined
}

function jsonProblem(rule: AttributeRule & { kind: 'json' }, value: string) {
  if (utf8Bytes(value) > rule.maxBytes) return 'too-long'
  try {
    const parsed: unknown = JSON.parse(value)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? undefined
      : 'not-json'
  } catch {
    return 'not-json' // that it cannot be parsed is what was asked
  }
}

/** What SQS would refuse about one value; an empty text, where it is allowed, takes the attribute away. */
export function findAttributeProblem(
  name: EditableAttribute,
  value: string,
): LimitProblem | undefined {
  return findRuleProblem(attributeRules[name], value)
}

/** What would be refused about a value that goes by such a rule, of a queue's or of a topic's attribute. */
export function findRuleProblem(rule: AttributeRule, value: string): LimitProblem | undefined {
  if (value === '' && (rule.kind === 'json' || rule.kind === 'text')) return undefined
  switch (rule.kind) {
    case 'number':
      return numberProblem(rule, value)
    case 'flag':
      return value === 'true' || value === 'false' ? undefined : 'not-a-choice'
    case 'choice':
      return rule.choices.includes(value) ? undefined : 'not-a-choice'
    case 'text':
      return value.length > rule.maxCharacters ? 'too-long' : undefined
    case 'json':
      return jsonProblem(rule, value)
  }
}

export type CombinationProblem = 'two-encryptions' | 'needs-group-scope'

/** What SQS refuses of values that are each allowed alone. */
export function findCombinationProblem(
  attributes: Partial<Record<EditableAttribute, string | undefined>>,
): CombinationProblem | undefined {
  const { KmsMasterKeyId = '', SqsManagedSseEnabled, DeduplicationScope = 'queue' } = attributes
  if (KmsMasterKeyId !== '' && SqsManagedSseEnabled === 'true') return 'two-encryptions'
  const isPerGroup = attributes.FifoThroughputLimit === 'perMessageGroupId'
  return isPerGroup && DeduplicationScope !== 'messageGroup' ? 'needs-group-scope' : undefined
}

export type NameProblem = 'empty' | 'too-long' | 'characters' | 'needs-suffix' | 'has-suffix'

/** Why SQS would refuse a queue of this name and type. */
export function findNameProblem(name: string, type: 'standard' | 'fifo'): NameProblem | undefined {
  const isFifo = name.endsWith(nameLimits.suffix)
  const stem = isFifo ? name.slice(0, -nameLimits.suffix.length) : name
  if (stem === '') return 'empty'
  if (name.length > nameLimits.characters) return 'too-long'
  if (!/^[A-Za-z0-9_-]+$/.test(stem)) return 'characters'
  if (type === 'fifo') return isFifo ? undefined : 'needs-suffix'
  return isFifo ? 'has-suffix' : undefined
}

export type TagProblem =
  'empty' | 'key-too-long' | 'value-too-long' | 'reserved' | 'characters' | 'twice' | 'too-many'

export interface Tag {
  key: string
  value: string
}

/** Letters and digits of any script, white space and these symbols. Source: `tagLimits.source`. */
const tagCharacters = /^[\p{L}\p{N}\s_.:/=+\-@]*$/u

/** Why SQS would refuse this tag; lengths are in characters, not in UTF-16 units. */
export function findTagProblem({ key, value }: Tag): TagProblem | undefined {
  if (key === '') return 'empty'
  if (key.toLowerCase().startsWith(RESERVED_TAG_PREFIX)) return 'reserved'
  if (!tagCharacters.test(key) || !tagCharacters.test(value)) return 'characters'
  if (Array.from(key).length > tagLimits.keyCharacters) return 'key-too-long'
  return Array.from(value).length > tagLimits.valueCharacters ? 'value-too-long' : undefined
}
