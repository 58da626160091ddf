import { useTranslation } from 'react-i18next'
import type { MessageProblemKey, RecordProblemKey } from '#contract'
import { useFormat } from '../lib/use-format.ts'

/** Worded with what belongs to sending many; the others are older than that. */
const ofSend = [
  'valueHex',
  'attributesTooMany',
  'delayOnFifo',
  'deduplicationOnStandard',
  'unknownPart',
  'partType',
  'tooMany',
  'tooLargeTogether',
  'delayOnTopic',
] as const
/** Only topics refuse these. */
const ofTopic = ['subjectInvalid', 'notPerProtocol', 'defaultMissing', 'notText'] as const
/** Only streams refuse these. */
const ofStream: readonly RecordProblemKey[] = [
  'keyMissing',
  'keyTooLong',
  'hashKeyInvalid',
  'notBase64',
  'recordTooLarge',
]
type OfTopic = (typeof ofTopic)[number]
type OfSend = (typeof ofSend)[number]

export interface WordableProblem {
  key: MessageProblemKey | RecordProblemKey | OfSend | OfTopic
  params: Record<string, string | number>
}

function isOfSend(key: WordableProblem['key']): key is OfSend {
  return ofSend.some((each) => each === key)
}

function isOfTopic(key: WordableProblem['key']): key is OfTopic {
  return ofTopic.some((each) => each === key)
}

function isOfStream(key: WordableProblem['key']): key is RecordProblemKey {
  return ofStream.some((each) => each === key)
}

/** What SQS, SNS or Kinesis would refuse, in words. */
export function useProblemWords(): (problem: WordableProblem) => string {
  const { t } = useTranslation(['messages', 'send', 'publish', 'put'])
  const format = useFormat()
  return ({ key, params }) => {
    if (isOfSend(key)) return t(`send:problem.${key}`, params)
    if (isOfTopic(key)) return t(`publish:problem.${key}`, params)
    const sizes = {
      over: format.bytes(Number(params['over'])),
      limit: format.bytes(Number(params['limit'])),
    }
    if (key === 'recordTooLarge') return t('put:problem.recordTooLarge', sizes)
    if (isOfStream(key)) return t(`put:problem.${key}`, params)
    if (key !== 'tooLarge') return t(`problem.${key}`, params)
    return t('problem.tooLarge', sizes)
  }
}
