import { PutRecordCommand } from '@aws-sdk/client-kinesis'
import { findRecordProblems, sequenceNumberSchema, shardIdSchema } from '#contract'
import type {
  NewRecord,
  OutgoingRecord,
  RecordRules,
  SequenceNumber,
  ShardId,
  StreamArn,
} from '#contract'
import type { Session } from '../../connections/session.ts'
import { AppError } from '../../lib/app-error.ts'
import { kinesisClient, kinesisFacts, streamParams } from '../kinesis.ts'

export interface PutPlace {
  shardId: ShardId
  sequenceNumber: SequenceNumber
  requestId: string | undefined
}

/** @throws invalid-input with the first thing that Kinesis would refuse, before anything is put */
export function checkRecord(record: OutgoingRecord, rules: RecordRules, index?: number): void {
  const [first] = findRecordProblems(record, rules)
  if (first === undefined) return
  const where = index === undefined ? {} : { index }
  throw new AppError('invalid-input', `${first.field}: ${first.key}`, {
    params: { field: first.field, reason: first.key, ...first.params, ...where },
  })
}

export function toSdkRecord({ body, isBase64, partitionKey = '', explicitHashKey }: NewRecord) {
  return {
    Data: Buffer.from(body, isBase64 === true ? 'base64' : 'utf8'),
    // Under `AUTO` distribution a record may have none, and an empty one is refused.
    ...(partitionKey === '' ? {} : { PartitionKey: partitionKey }),
    ...(explicitHashKey === undefined || explicitHashKey === ''
      ? {}
      : { ExplicitHashKey: explicitHashKey }),
  }
}

/**
 * Puts one record exactly once: the client never retries, and when no answer comes the error says that the effect is
 * not known.
 */
export async function putRecord(
  session: Session,
  streamArn: StreamArn,
  record: NewRecord,
): Promise<PutPlace> {
  const client = kinesisClient(session, 'change')
  const command = new PutRecordCommand({
    ...streamParams(session, streamArn),
    ...toSdkRecord(record),
  })
  return session.call(kinesisFacts('PutRecord', 'change'), async () => {
    const answer = await client.send(command)
    return {
      // Read inside the call: an answer without a place is a damaged one, and the record may be in the stream.
      shardId: shardIdSchema.parse(answer.ShardId),
      sequenceNumber: sequenceNumberSchema.parse(answer.SequenceNumber),
      requestId: answer.$metadata.requestId,
    }
  })
}
