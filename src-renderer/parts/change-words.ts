import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import { useErrorWords } from '../api/error-words.ts'
import type { WeirError } from '../api/weir-error.ts'
import type { NoticeWords } from '../lib/notice-words.ts'

/** Why Weir itself refused a change: the `reason` beside the code. */
const reasons = [
  'changed-meanwhile',
  'shortens-retention',
  'only-on-fifo',
  'two-encryptions',
  'needs-group-scope',
  'name-exists',
  'itself',
  'other-type',
  'other-region',
  'other-account',
  'not-allowed',
] as const

/** The same of topics and subscriptions. */
const topicReasons = [
  'topic-exists',
  'subscribed',
  'filter-refused',
  'not-admitted',
  'only-on-standard',
  'shortens-archive',
] as const

/** The same of streams. */
const streamReasons = [
  'stream-busy',
  'no-such-shard',
  'shard-closed',
  'shard-too-small',
  'not-a-split-point',
  'not-adjacent',
  'shard-count-range',
  'same-shard-count',
  'on-demand-shards',
  'same-mode',
  'consumer-exists',
  'consumers-creating',
] as const

/** The same of Kinesis. */
const kinesisNames = [
  'LimitExceededException',
  'ResourceInUseException',
  'UnknownOperationException',
] as const

/** What SQS says, where its name says more than the code that it is mapped to. */
const awsNames = [
  'InvalidAction',
  'InvalidAttributeName',
  'InvalidAttributeValue',
  'InvalidSecurity',
  'KmsAccessDenied',
  'KmsDisabled',
  'KmsInvalidKeyUsage',
  'KmsInvalidState',
  'KmsNotFound',
  'KmsOptInRequired',
  'PurgeQueueInProgress',
  'QueueAlreadyExists',
  'QueueDeletedRecently',
  'QueueDoesNotExist',
  'QueueNameExists',
  'UnknownOperationException',
  'UnsupportedOperation',
] as const

/** The same of SNS. */
const snsNames = [
  'ConcurrentAccessException',
  'InvalidStateException',
  'KMSAccessDeniedException',
  'KMSDisabledException',
  'KMSInvalidStateException',
  'KMSNotFoundException',
  'StaleTagException',
  'TagLimitExceededException',
  'TagPolicyException',
  'TopicLimitExceededException',
] as const

type Words = TFunction<['queue-change', 'topic-change', 'stream-change']>

function findStreamSentence({ detail: { params } }: WeirError, t: Words): string | undefined {
  const reason = streamReasons.find((each) => each === params['reason'])
  if (reason !== undefined) {
    const { shard = '', other = '', name = '', min = '', max = '', open = '' } = params
    return t(`stream-change:reason.${reason}`, { shard, other, name, min, max, open })
  }
  if (!String(params['action']).startsWith('kinesis:')) return undefined
  const name = kinesisNames.find((each) => each === params['name'])
  return name === undefined ? undefined : t(`stream-change:aws.${name}`)
}

function findSentence(error: WeirError, t: Words): string | undefined {
  const ofStream = findStreamSentence(error, t)
  if (ofStream !== undefined) return ofStream
  const { params } = error.detail
  const reason = reasons.find((each) => each === params['reason'])
  if (reason !== undefined) {
    const { attribute = '', found = '', queue = '' } = params
    return t(`reason.${reason}`, { attribute, found, queue })
  }
  const ofTopic = topicReasons.find((each) => each === params['reason'])
  if (ofTopic !== undefined) {
    const { topic = '', endpoint = '', rule = '', attribute = '' } = params
    return t(`topic-change:reason.${ofTopic}`, { topic, endpoint, rule, attribute })
  }
  const ofSns = snsNames.find((each) => each === params['name'])
  if (ofSns !== undefined) return t(`topic-change:aws.${ofSns}`)
  const name = awsNames.find((each) => each === params['name'])
  return name === undefined ? undefined : t(`aws.${name}`)
}

/** An error of a change in words: as everywhere, with a sentence of its own where more is known. */
export function useChangeWords(): (error: WeirError) => NoticeWords {
  const { t } = useTranslation(['queue-change', 'topic-change', 'stream-change'])
  const wordError = useErrorWords()
  return (error) => {
    const words = wordError(error)
    return { ...words, sentence: findSentence(error, t) ?? words.sentence }
  }
}
