import { PutRecordsCommand } from '@aws-sdk/client-kinesis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectionIdSchema } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createStream } from '../testing/contract-streams.ts'
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
