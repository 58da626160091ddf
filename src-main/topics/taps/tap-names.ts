import { TAP_PREFIX, tapIdSchema } from '#contract'
import type { TapId, TopicArn } from '#contract'
import { toTopic } from '../topic-mapping.ts'

const idCharacters = '0123456789abcdefghijklmnopqrstuvwxyz'
const idLength = 12
/** Of the topic's name: a queue's may have 80 characters in all ([sdk] CreateQueue). */
const topicCharacters = 40

/** 62 bits: nobody else's queue is called so. */
export function newTapId(random: () => number): TapId {
  const pick = (): string => idCharacters.charAt(Math.floor(random() * idCharacters.length))
  return tapIdSchema.parse(Array.from({ length: idLength }, pick).join(''))
}

/** `weir-tap-order-events-k3v9x0q2m7ab`, with `.fifo` where the topic is one. */
export function tapQueueName(topicArn: TopicArn, tapId: TapId): string {
  const { name, type } = toTopic(topicArn)
  const [suffix, stem] = type === 'fifo' ? ['.fifo', name.slice(0, -'.fifo'.length)] : ['', name]
  return `${TAP_PREFIX}${stem.slice(0, topicCharacters)}-${tapId}${suffix}`
}

/** The ARN of a queue of the topic's own account and region. */
export function queueArnBeside(topicArn: string, queueName: string): string {
  const [, partition = 'aws', , region = '', account = ''] = topicArn.split(':')
  return `arn:${partition}:sqs:${region}:${account}:${queueName}`
}

export function accountOf(arn: string): string {
  return arn.split(':')[4] ?? ''
}

/** Lets this topic send to the queue, and nothing and nobody else. */
export function tapPolicy(topicArn: string, queueArn: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'WeirTap',
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
      },
    ],
  })
}
