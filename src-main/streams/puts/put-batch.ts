import { PutRecordsCommand } from '@aws-sdk/client-kinesis'
import type { PutRecordsOutput, PutRecordsResultEntry } from '@aws-sdk/client-kinesis'
import { sequenceNumberSchema, shardIdSchema } from '#contract'
import type { ErrorValue, StreamArn } from '#contract'
import type { Session } from '../../connections/session.ts'
import { AppError, errorValue } from '../../lib/app-error.ts'
import { findErrorRule, plainErrorName } from '../../lib/aws-errors.ts'
import type { EntryAnswer, Packed } from '../../sends/send-target.ts'
import { kinesisErrors } from '../kinesis-errors.ts'
import { kinesisClient, kinesisFacts, streamParams } from '../kinesis.ts'
import { toSdkRecord } from './put-record.ts'

const action = 'kinesis:PutRecords'

/** An answer that says nothing of a record: nobody knows whether it was put. */
function unnamedError(): ErrorValue {
  const params = { action, message: 'no outcome' }
  return errorValue(
    new AppError('unexpected', 'the answer did not name the record', {
      params,
      effectUnknown: true,
    }),
  )
}

/** A record that the answer names with an error was not put ([sdk] PutRecords: "unsuccessfully processed"). */
function refused(code: string, message: string): EntryAnswer {
  const name = plainErrorName(code)
  const rule = findErrorRule(name, kinesisErrors) ?? { code: 'unexpected' as const }
  const params = { action, name, message: message.slice(0, 500) }
  const error = errorValue(
    new AppError(rule.code, `PutRecords: ${code}`, { params, retryable: rule.retryable ?? false }),
  )
  return { outcome: rule.code === 'throttled' ? 'throttled' : 'failed', error }
}

function answerOf(entry: Partial<PutRecordsResultEntry> | undefined): EntryAnswer {
  const { ErrorCode, ErrorMessage = '', ShardId, SequenceNumber } = entry ?? {}
  if (typeof ErrorCode === 'string' && ErrorCode !== '') return refused(ErrorCode, ErrorMessage)
  const shardId = shardIdSchema.safeParse(ShardId)
  const sequenceNumber = sequenceNumberSchema.safeParse(SequenceNumber)
  return shardId.success && sequenceNumber.success
    ? { outcome: 'sent', shardId: shardId.data, sequenceNumber: sequenceNumber.data }
    : { outcome: 'uncertain', error: unnamedError() }
}

/** Answers stand in the order of what was asked; where there are not as many, none can be told apart. */
function answersOf(packed: Packed, { Records }: Partial<PutRecordsOutput>): EntryAnswer[] {
  const isWhole = Array.isArray(Records) && Records.length === packed.length
  return packed.map((_entry, at) => answerOf(isWhole ? Records[at] : undefined))
}

/** Puts one batch, once. @throws when the whole of it failed or nobody knows */
export async function putBatch(
  session: Session,
  streamArn: StreamArn,
  packed: Packed,
): Promise<EntryAnswer[]> {
  const command = new PutRecordsCommand({
    ...streamParams(session, streamArn),
    Records: packed.map(({ message }) => toSdkRecord(message)),
  })
  const client = kinesisClient(session, 'change')
  const facts = kinesisFacts('PutRecords', 'change')
  return answersOf(packed, await session.call(facts, () => client.send(command)))
}
