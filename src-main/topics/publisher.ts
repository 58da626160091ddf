import { PublishCommand } from '@aws-sdk/client-sns'
import { BATCH_MAX_BYTES, findPublishProblems, messageIdSchema } from '#contract'
import type { Announcement, MessageId, MessageRules, TopicArn } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import { sdkAttributes } from '../lib/sdk-attributes.ts'
import { snsClient, snsFacts } from './sns.ts'
import { toTopic } from './topic-mapping.ts'

export interface Published {
  messageId: MessageId
  sequenceNumber?: string
  requestId: string | undefined
}

/** What holds for every topic of this name, before its attributes were read. */
export function rulesOf(topicArn: TopicArn): MessageRules {
  return {
    type: toTopic(topicArn).type,
    // A topic may allow 1 MiB; whether this one does is for SNS to say.
    maximumMessageBytes: BATCH_MAX_BYTES,
    contentBasedDeduplication: undefined,
  }
}

/** @throws invalid-input with the first thing that SNS would refuse, before anything is published */
export function checkAnnouncement(
  announcement: Announcement,
  rules: MessageRules,
  index?: number,
): void {
  const [first] = findPublishProblems(announcement, rules)
  if (first === undefined) return
  const where = index === undefined ? {} : { index }
  throw new AppError('invalid-input', `${first.field}: ${first.key}`, {
    params: { field: first.field, reason: first.key, ...first.params, ...where },
  })
}

export function toSdk(announcement: Announcement) {
  const { body, subject, isPerProtocol, attributes, groupId, deduplicationId } = announcement
  return {
    Message: body,
    ...(subject === undefined ? {} : { Subject: subject }),
    ...(isPerProtocol === true ? { MessageStructure: 'json' } : {}),
    ...sdkAttributes(attributes),
    ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
    ...(deduplicationId === undefined ? {} : { MessageDeduplicationId: deduplicationId }),
  }
}

/**
 * Publishes one message exactly once: the client never retries, and when no answer comes the error says that the effect
 * is not known.
 */
export async function publish(
  session: Session,
  topicArn: TopicArn,
  announcement: Announcement,
): Promise<Published> {
  checkAnnouncement(announcement, rulesOf(topicArn))
  const client = snsClient(session, 'change')
  const command = new PublishCommand({ TopicArn: topicArn, ...toSdk(announcement) })
  return session.call(snsFacts('Publish', 'change'), async () => {
    const answer = await client.send(command)
    return {
      // Read inside the call: an answer without an id is a damaged one, and the message may have gone out.
      messageId: messageIdSchema.parse(answer.MessageId),
      ...(answer.SequenceNumber === undefined ? {} : { sequenceNumber: answer.SequenceNumber }),
      requestId: answer.$metadata.requestId,
    }
  })
}
