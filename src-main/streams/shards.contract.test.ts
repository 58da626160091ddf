import { MergeShardsCommand, PutRecordCommand, SplitShardCommand } from '@aws-sdk/client-kinesis'
import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createStream, untilActive } from '../testing/contract-streams.ts'
import type { Emulator } from '../testing/emulators.ts'
import { kinesisClientFor, kinesisEmulators, startKinesis } from '../testing/kinesis-emulators.ts'

const connectionId = 'sandbox'
const quarter = '85070591730234615865843651857942052864'

describe.each(kinesisEmulators)('the map of shards on %s', (name) => {
  let emulator: Emulator
  let kinesis: KinesisClient
  let weir: ComposedWeir

  beforeAll(async () => {
    emulator = await startKinesis(name)
    kinesis = kinesisClientFor(emulator.endpoint)
    weir = composeForTest(emulator.endpoint)
  })
  afterAll(async () => {
    await weir.close()
    kinesis.destroy()
    await emulator.close()
  })

  it('draws splits and merges by generation, closed shards included', async () => {
    const streamArn = await createStream(kinesis, 'mapped', 2)
    await kinesis.send(
      new SplitShardCommand({
        ...{ StreamName: 'mapped', ShardToSplit: 'shardId-000000000000' },
        NewStartingHashKey: quarter,
      }),
    )
    await untilActive(kinesis, 'mapped')
    await kinesis.send(
      new MergeShardsCommand({
        ...{ StreamName: 'mapped', ShardToMerge: 'shardId-000000000003' },
        AdjacentShardToMerge: 'shardId-000000000001',
      }),
    )
    await untilActive(kinesis, 'mapped')
    const { shards, edges, generations } = await weir.client.shards.map({ connectionId, streamArn })
    expect(generations).toBe(3)
    expect(edges.map(({ kind }) => kind).sort()).toEqual(['merge', 'merge', 'split', 'split'])
    const open = shards.filter(({ isOpen }) => isOpen)
    expect(open.map(({ from, to }) => [from, to])).toEqual([
      [0, 0.25],
      [0.25, 1],
    ])
  })

  it('places a key where the stream puts it', async () => {
    const streamArn = await createStream(kinesis, 'placed', 3)
    const { shards } = await weir.client.shards.map({ connectionId, streamArn })
    for (const partitionKey of ['user-7', '주문 7', 'a'.repeat(256)]) {
      const put = { StreamName: 'placed', PartitionKey: partitionKey, Data: Buffer.from('x') }
      const { ShardId } = await kinesis.send(new PutRecordCommand(put))
      const placed = await weir.client.shards.place({
        ...{ partitionKey, distribution: 'by-key', shards },
      })
      expect(placed).toMatchObject({ kind: 'shard', shardId: ShardId })
    }
    const any = { partitionKey: 'user-7', distribution: 'auto' as const, shards }
    expect(await weir.client.shards.place(any)).toEqual({ kind: 'any' })
  })
})
