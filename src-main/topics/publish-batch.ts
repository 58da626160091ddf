import { PublishBatchCommand } from '@aws-sdk/client-sns'
import type { BatchResultErrorEntry, PublishBatchResponse } from '@aws-sdk/client-sns'
import { messageIdSchema } from '#contract'
import type { ErrorValue, TopicArn } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError, errorValue } from '../lib/app-error.ts'
import { findErrorRule, plainErrorName } from '../lib/aws-errors.ts'
import type { EntryResult, Packed } from '../sends/send-target.ts'
import { toSdk } from './publisher.ts'
import { snsErrors } from './sns-errors.ts'
import { snsClient, snsFacts } from './sns.ts'

const action = 'sns:Publish'

function refusedError({ Code = '', Message = '' }: BatchResultErrorEntry): ErrorValue {
  const name = plainErrorName(Code)
  const rule = findErrorRule(name, snsErrors) ?? { code: 'unexpected' as const }
  const params = { action, name, message: Message.slice(0, 500) }
  return errorValue(
    new AppError(rule.code, `PublishBatch: ${Code}: ${Message}`, {
      params,
      retryable: rule.retryable ?? false,
    }),
  )
}

/** An answer that says nothing of an entry: nobody knows whether it went out. */
function unnamedError(): ErrorValue {
  return errorValue(
    new AppError('unexpected', 'the answer did not name the entry', {
      params: { action, message: 'no outcome' },
      effectUnknown: true,
    }),
  )
}

function resultsOf(packed: Packed, answer: Partial<PublishBatchResponse>): EntryResult[] {
  const sent = new Map(answer.Successful?.map((entry) => [entry.Id, entry.MessageId]))
  const failed = new Map(answer.Failed?.map((entry) => [entry.Id, entry]))
  return packed.map((_entry, index): EntryResult => {
    const id = String(index)
    const messageId = messageIdSchema.safeParse(sent.get(id))
    if (messageId.success) return { outcome: 'sent', messageId: messageId.data }
    const failure = failed.get(id)
    return failure === undefined
      ? { outcome: 'uncertain', error: unnamedError() }
      : { outcome: 'failed', error: refusedError(failure) }
  })
}

/** Publishes one batch, once. @throws when the whole of it failed or nobody knows */
export async function publishBatch(
  session: Session,
  topicArn: TopicArn,
  packed: Packed,
): Promise<EntryResult[]> {
  const command = new PublishBatchCommand({
    TopicArn: topicArn,
    PublishBatchRequestEntries: packed.map(({ message }, index) => ({
      Id: String(index),
      ...toSdk(message),
    })),
  })
  const client = snsClient(session, 'change')
  const facts = snsFacts('PublishBatch', 'change')
  return resultsOf(packed, await session.call(facts, () => client.send(command)))
}
