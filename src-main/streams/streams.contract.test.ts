import { DeleteStreamCommand, SplitShardCommand } from '@aws-sdk/client-kinesis'
import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { streamArnSchema } from '#contract'
import type { Stream } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createStream, putRecords, untilActive } from '../testing/contract-streams.ts'
import type { Emulator } from '../testing/emulators.ts'
import { startFauxqs } from '../testing/emulators.ts'
import {
  kinesisClientFor,
  kinesisEmulators,
  kinesisLacks,
  startKinesis,
} from '../testing/kinesis-emulators.ts'

const connectionId = 'sandbox'

describe.each(kinesisEmulators)('streams on %s', (name) => {
  const lacks = kinesisLacks[name]
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

  async function listStreams(): Promise<Stream[]> {
    const streams: Stream[] = []
    let token: string | undefined
    do {
      const page = await weir.client.streams.listPage({ connectionId, ...(token && { token }) })
      streams.push(...page.streams)
      token = page.nextToken
    } while (token !== undefined)
    return streams
  }

  it('lists every stream past one page of 100', async () => {
    for (let index = 0; index < 103; index += 1) {
      await createStream(kinesis, `many-${String(index).padStart(3, '0')}`)
    }
    const streams = await listStreams()
    const names = streams.map((stream) => stream.name).filter((each) => each.startsWith('many-'))
    expect(names).toHaveLength(103)
    expect(new Set(names).size).toBe(103)
    expect(streams[0]?.mode).toBe(lacks.has('summaries') ? undefined : 'provisioned')
    for (const each of names) await kinesis.send(new DeleteStreamCommand({ StreamName: each }))
  })

  it('describes a stream by its ARN', async () => {
    const streamArn = await createStream(kinesis, 'described', 3)
    expect(await weir.client.streams.describe({ connectionId, streamArn })).toMatchObject({
      streamArn,
      name: 'described',
      status: 'ACTIVE',
      mode: 'provisioned',
      openShards: 3,
      retentionHours: 24,
      consumers: 0,
      kmsKeyId: '',
      maximumRecordBytes: 1_048_576,
      distribution: 'by-key',
    })
  })

  it('says that a stream is not there', async () => {
    const streamArn = streamArnSchema.parse(
      'arn:aws:kinesis:us-east-1:000000000000:stream/no-such-stream',
    )
    await expect(weir.client.streams.describe({ connectionId, streamArn })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(weir.client.streams.listShards({ connectionId, streamArn })).rejects.toMatchObject(
      { code: 'not-found' },
    )
  })

  it('lists closed shards and their children', async () => {
    const streamArn = await createStream(kinesis, 'split', 2)
    await putRecords(kinesis, { name: 'split', count: 4 })
    const before = await weir.client.streams.listShards({ connectionId, streamArn })
    expect(before.shards.map(({ sequenceNumberRange }) => sequenceNumberRange.end)).toEqual([
      undefined,
      undefined,
    ])
    const [first] = before.shards
    await kinesis.send(
      new SplitShardCommand({
        StreamName: 'split',
        ShardToSplit: first?.shardId,
        NewStartingHashKey: '85070591730234615865843651857942052864',
      }),
    )
    await untilActive(kinesis, 'split')
    const { shards, isWhole } = await weir.client.streams.listShards({ connectionId, streamArn })
    expect(isWhole).toBe(true)
    expect(shards).toHaveLength(4)
    expect(
      shards.find(({ shardId }) => shardId === first?.shardId)?.sequenceNumberRange.end,
    ).toMatch(/^\d+$/)
    const children = shards.filter(({ parentShardId }) => parentShardId === first?.shardId)
    expect(children.map(({ hashKeyRange }) => hashKeyRange.start)).toEqual([
      '0',
      '85070591730234615865843651857942052864',
    ])
  })

  it('keeps a stream that was added by ARN, and takes it off again', async () => {
    const streamArn = await createStream(kinesis, 'pinned')
    const address = ` ${streamArn} `
    expect(await weir.client.streams.pin({ connectionId, address })).toMatchObject({ streamArn })
    expect((await weir.client.streams.listPinned({ connectionId })).streams).toEqual([
      { streamArn, name: 'pinned' },
    ])
    expect((await weir.client.streams.unpin({ connectionId, streamArn })).streams).toEqual([])
    await expect(
      weir.client.streams.pin({ connectionId, address: 'arn:aws:sqs:us-east-1:1:x' }),
    ).rejects.toMatchObject({
      code: 'invalid-input',
      data: { params: { reason: 'stream-address' } },
    })
  })
})

it('says of an endpoint without Kinesis that the action is missing', async () => {
  const emulator = await startFauxqs()
  const weir = composeForTest(emulator.endpoint)
  await expect(weir.client.streams.listPage({ connectionId })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await weir.close()
  await emulator.close()
})
