import { PublishBatchCommand, PublishCommand } from '@aws-sdk/client-sns'
import type { BatchResultErrorEntry, PublishBatchResultEntry } from '@aws-sdk/client-sns'
import {
  BATCH_MAX_BYTES,
  PUBLISH_BATCH_BYTES,
  PUBLISH_BATCH_MAX,
  findPublishProblems,
  messageBytes,
  messageIdSchema,
} from '#contract'
import type {
  Announcement,
  ErrorValue,
  MessageId,
  MessageRules,
  PublishedEntry,
  TopicArn,
} from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError, errorValue, toAppError } from '../lib/app-error.ts'
import { findErrorRule, plainErrorName } from '../lib/aws-errors.ts'
import { sdkAttributes } from '../lib/sdk-attributes.ts'
import { snsErrors } from './sns-errors.ts'
import { snsClient, snsFacts } from './sns.ts'
import { toTopic } from './topic-mapping.ts'

export interface Published {
  messageId: MessageId
  sequenceNumber?: string
  requestId: string | undefined
}

/** What holds for every topic of this name, before its attributes were read. */
function rulesOf(topicArn: TopicArn): MessageRules {
  return {
    type: toTopic(topicArn).type,
    // A topic may allow 1 MiB; whether this one does is for SNS to say.
    maximumMessageBytes: BATCH_MAX_BYTES,
    contentBasedDeduplication: undefined,
  }
}

/** @throws invalid-input with the first thing that SNS would refuse, before anything is published */
function check(announcement: Announcement, rules: MessageRules, index?: number): void {
  const [first] = findPublishProblems(announcement, rules)
  if (first === undefined) return
  const where = index === undefined ? {} : { index }
  throw new AppError('invalid-input', `${first.field}: ${first.key}`, {
    params: { field: first.field, reason: first.key, ...first.params, ...where },
  })
}

function toSdk(announcement: Announcement) {
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
  check(announcement, rulesOf(topicArn))
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

interface Numbered {
  index: number
  announcement: Announcement
}

/** Batches of ten at most, and of no more bytes together than every topic takes. */
function batchesOf(announcements: readonly Announcement[]): Numbered[][] {
  const batches: Numbered[][] = []
  let bytes = Infinity
  for (const [at, announcement] of announcements.entries()) {
    const own = messageBytes(announcement.body, announcement.attributes)
    const last = batches.at(-1)
    const fits = last !== undefined && last.length < PUBLISH_BATCH_MAX
    const entry = { index: at + 1, announcement }
    if (fits && bytes + own <= PUBLISH_BATCH_BYTES) {
      last.push(entry)
      bytes += own
    } else {
      batches.push([entry])
      bytes = own
    }
  }
  return batches
}

function entryError({ Code = '', Message = '' }: BatchResultErrorEntry): ErrorValue {
  const name = plainErrorName(Code)
  const rule = findErrorRule(name, snsErrors) ?? { code: 'unexpected' as const }
  const params = { action: 'sns:Publish', name, message: Message.slice(0, 500) }
  return errorValue(
    new AppError(rule.code, `PublishBatch: ${Code}: ${Message}`, {
      params,
      retryable: rule.retryable ?? false,
    }),
  )
}

interface BatchAnswer {
  Successful?: PublishBatchResultEntry[] | undefined
  Failed?: BatchResultErrorEntry[] | undefined
}

function toEntry({ index }: Numbered, answer: BatchAnswer): PublishedEntry {
  const Id = String(index)
  const done = answer.Successful?.find((each) => each.Id === Id)
  if (done !== undefined) {
    return { index, outcome: 'published', messageId: messageIdSchema.parse(done.MessageId) }
  }
  const failed = answer.Failed?.find((each) => each.Id === Id)
  // An answer that says nothing of an entry leaves it open.
  if (failed === undefined) return { index, outcome: 'uncertain' }
  return { index, outcome: 'failed', error: entryError(failed) }
}

async function publishBatch(
  session: Session,
  topicArn: TopicArn,
  batch: readonly Numbered[],
): Promise<PublishedEntry[]> {
  const client = snsClient(session, 'change')
  const command = new PublishBatchCommand({
    TopicArn: topicArn,
    PublishBatchRequestEntries: batch.map(({ index, announcement }) => ({
      Id: String(index),
      ...toSdk(announcement),
    })),
  })
  try {
    const answer = await session.call(snsFacts('PublishBatch', 'change'), () =>
      client.send(command),
    )
    return batch.map((each) => toEntry(each, answer))
  } catch (thrown) {
    const error = toAppError(thrown)
    const outcome = error.effectUnknown ? ('uncertain' as const) : ('failed' as const)
    return batch.map(({ index }) => ({ index, outcome, error: errorValue(error) }))
  }
}

/**
 * Publishes one batch after the other, so that the order is kept; what is not answered is never repeated. It goes no
 * further after a batch of which nothing is known to have gone out, nor once nobody waits.
 */
export async function publishMany(
  session: Session,
  to: { topicArn: TopicArn; signal: AbortSignal },
  announcements: readonly Announcement[],
): Promise<PublishedEntry[]> {
  const rules = rulesOf(to.topicArn)
  for (const [at, each] of announcements.entries()) check(each, rules, at + 1)
  const entries: PublishedEntry[] = []
  let isOver = false
  for (const batch of batchesOf(announcements)) {
    isOver ||= to.signal.aborted
    const ended: PublishedEntry[] = isOver
      ? batch.map(({ index }) => ({ index, outcome: 'unsent' }))
      : await publishBatch(session, to.topicArn, batch)
    entries.push(...ended)
    isOver ||= ended.every(({ outcome }) => outcome !== 'published')
  }
  return entries
}
