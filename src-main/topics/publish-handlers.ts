import { messageBytes, PUBLISH_BATCH_BYTES, PUBLISH_BATCH_MAX } from '#contract'
import type { AnswerOf, ParsedInput, Sendable, TopicArn } from '#contract'
import type { Session } from '../connections/session.ts'
import type { Sessions } from '../connections/sessions.ts'
import type { SendNotes, SendStarter } from '../sends/send-starter.ts'
import { fifoOrder } from '../sends/send-target.ts'
import type { SendTarget } from '../sends/send-target.ts'
import { publishBatch } from './publish-batch.ts'
import { checkAnnouncement, publish, rulesOf } from './publisher.ts'

interface CallNotes {
  note(facts: { count?: number; requestId?: string | undefined }): void
}

interface PublishParts {
  sessions: Sessions
  starter: SendStarter
}

export function topicTarget(session: Session, topicArn: TopicArn): SendTarget {
  return {
    to: { topicArn },
    order: rulesOf(topicArn).type === 'fifo' ? fifoOrder : undefined,
    limits: {
      entries: PUBLISH_BATCH_MAX,
      bytes: PUBLISH_BATCH_BYTES,
      bytesOf: ({ body, attributes }) => messageBytes(body, attributes),
    },
    send: (packed) => publishBatch(session, topicArn, packed),
  }
}

/** Operations that publish: input to service to answer, nothing more. */
export function publishHandlers({ sessions, starter }: PublishParts) {
  return {
    'topics.publish': async (
      { connectionId, topicArn, confirmation: _, ...announcement }: ParsedInput<'topics.publish'>,
      { note }: CallNotes,
    ): Promise<AnswerOf<'topics.publish'>> => {
      const session = await sessions.open(connectionId)
      const { requestId, ...published } = await publish(session, topicArn, announcement)
      note({ requestId, count: 1 })
      return published
    },
    'topics.publishMany': async (
      { connectionId, topicArn, what }: ParsedInput<'topics.publishMany'>,
      notes: SendNotes,
    ): Promise<AnswerOf<'topics.publishMany'>> => {
      const session = await sessions.open(connectionId)
      const rules = rulesOf(topicArn)
      const check = (message: Sendable, index: number): void => {
        checkAnnouncement(message, rules, index)
      }
      return starter.start({ session, target: topicTarget(session, topicArn), what, check }, notes)
    },
    'topics.retryFailed': async (
      { connectionId, topicArn, sendId, which }: ParsedInput<'topics.retryFailed'>,
      notes: SendNotes,
    ): Promise<AnswerOf<'topics.retryFailed'>> => {
      const session = await sessions.open(connectionId)
      return starter.again(session, { sendId, which, to: { topicArn } }, notes)
    },
  }
}
