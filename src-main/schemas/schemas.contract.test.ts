import { PutRecordsCommand } from '@aws-sdk/client-kinesis'
import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectionIdSchema } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { createStream } from '../testing/contract-streams.ts'
import { sqsClientFor, startFauxqs } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'
import { kinesisClientFor, startKinesis } from '../testing/kinesis-emulators.ts'

let emulator: Emulator
let composed: ComposedWeir

beforeAll(async () => {
  emulator = await startKinesis('kinesalite')
  composed = composeForTest(emulator.endpoint)
})
afterAll(async () => {
  await composed.close()
  await emulator.close()
})

const connectionId = connectionIdSchema.parse('sandbox')
const text = 'syntax = "proto3"; message Order { int64 id = 1; }'
const rule = {
  ...{ service: 'stream' as const, pattern: 'orders', framing: 'none' as const },
  ...{ schema: 'order.proto', type: 'Order' },
}

it('a record of a stream is read by the schema that a rule names, until it is removed', async () => {
  const client = kinesisClientFor(emulator.endpoint)
  const streamArn = await createStream(client, 'orders')
  const Data = Buffer.from('08ffffffffffffffff7f', 'hex')
  const put = await client.send(
    new PutRecordsCommand({ StreamName: 'orders', Records: [{ Data, PartitionKey: 'k' }] }),
  )
  const [{ SequenceNumber: sequenceNumber = '', ShardId: shardId = '' } = {}] = put.Records ?? []
  const get = () =>
    composed.client.records.get({
      ...{ connectionId, streamArn, tailId: 'tail-of-a-test', index: 1 },
      ...{ shardId, sequenceNumber },
    })
  const { schemas } = composed.client
  expect((await schemas.check({ name: 'order.proto', text })).types).toHaveLength(1)
  await schemas.save({ name: 'order.proto', text })
  expect((await get()).decoded).toBeUndefined()
  expect((await schemas.addRule(rule)).rules).toEqual([rule])
  expect((await get()).decoded).toMatchObject({
    text: '{\n  "id": 9223372036854775807\n}',
    chain: [{ step: 'protobuf', schema: { name: 'Order' } }, { step: 'json' }],
  })
  expect(await schemas.get({ name: 'order.proto' })).toEqual({ name: 'order.proto', text })
  await schemas.removeRule(rule)
  expect((await get()).decoded).toBeUndefined()
  expect(await schemas.remove({ name: 'order.proto' })).toEqual({ schemas: [], rules: [] })
  await expect(schemas.get({ name: 'order.proto' })).rejects.toMatchObject({ code: 'not-found' })
})

it('a message of a queue is read out of its base64, in a look and in the capture of it', async () => {
  const fauxqs = await startFauxqs()
  const ofQueues = composeForTest(fauxqs.endpoint)
  try {
    const sqs = sqsClientFor(fauxqs.endpoint)
    const queueUrl = await createQueue(sqs, 'orders')
    const MessageBody = Buffer.from('08ffffffffffffffff7f', 'hex').toString('base64')
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }))
    const { schemas, messages, captures } = ofQueues.client
    await schemas.save({ name: 'order.proto', text })
    await schemas.addRule({ ...rule, service: 'queue', pattern: queueUrl })
    const look = await messages.look({ connectionId, queueUrl, max: 1 })
    const messageIds = look.messages.map(({ messageId }) => messageId)
    const read = {
      text: '{\n  "id": 9223372036854775807\n}',
      chain: [{ step: 'base64' }, { step: 'protobuf' }, { step: 'json' }],
    }
    for (const messageId of messageIds) {
      const opened = await messages.get({ connectionId, queueUrl, messageId })
      expect(opened.decoded).toMatchObject(read)
    }
    const kept = await captures.keepMessages({
      ...{ connectionId, queueUrl, messageIds },
      to: { name: 'orders' },
    })
    const entry = await captures.getEntry({ captureId: kept.capture.id, position: 1 })
    expect(entry.decoded).toMatchObject(read)
  } finally {
    await ofQueues.close()
    await fauxqs.close()
  }
})
