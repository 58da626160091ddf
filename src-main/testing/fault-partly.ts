import { z } from '#contract/z'
import type { Call, Reply } from './fault-forward.ts'

const puttingSchema = z.looseObject({ Records: z.array(z.unknown()) })
const resultSchema = z.looseObject({ FailedRecordCount: z.int(), Records: z.array(z.unknown()) })

/**
 * What `PutRecords` says of a record whose shard is full. Source: the developer guide of Kinesis, "Add multiple records
 * with PutRecords", its example of a partial failure.
 */
const fullShard = {
  ErrorCode: 'ProvisionedThroughputExceededException',
  ErrorMessage:
    'Rate exceeded for shard shardId-000000000001 in stream exampleStreamName under account 111111111111.',
}

/** Every second record of a `PutRecords` reaches the emulator; the others are refused as by a shard that is full. */
export async function putEverySecond(
  call: Call,
  passOn: (call: Call) => Promise<Reply>,
): Promise<Reply> {
  const asked = puttingSchema.parse(JSON.parse(call.body.toString()))
  const taken = asked.Records.filter((_record, at) => at % 2 === 0)
  const body = Buffer.from(JSON.stringify({ ...asked, Records: taken }))
  const reply = await passOn({ ...call, body })
  const answer = resultSchema.parse(JSON.parse(reply.body.toString()))
  const Records = asked.Records.map((_record, at) =>
    at % 2 === 0 ? answer.Records[at / 2] : fullShard,
  )
  const FailedRecordCount = asked.Records.length - taken.length
  return { ...reply, body: Buffer.from(JSON.stringify({ ...answer, FailedRecordCount, Records })) }
}
