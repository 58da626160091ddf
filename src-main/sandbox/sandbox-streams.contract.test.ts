import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  PutRecordCommand,
} from '@aws-sdk/client-kinesis'
import type { KinesisClient, _Record } from '@aws-sdk/client-kinesis'
import { ListQueuesCommand } from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sqsClientFor } from '../testing/emulators.ts'
import { kinesisClientFor } from '../testing/kinesis-emulators.ts'
import { startSandboxProcess } from '../testing/sandbox-process.ts'
import type { SandboxProcess } from '../testing/sandbox-process.ts'

const StreamName = 'click-events'
let parent: string
let dataDir: string
const running: SandboxProcess[] = []

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'weir-sandbox-'))
  dataDir = join(parent, 'sandbox')
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.close()))
  rmSync(parent, { recursive: true })
})

function start(...args: string[]): SandboxProcess {
  const started = startSandboxProcess(dataDir, ['--seed=7', ...args])
  running.push(started)
  return started
}

async function clientOf(sandbox: SandboxProcess): Promise<KinesisClient> {
  return kinesisClientFor((await sandbox.until('kinesis-ready')).kinesisEndpoint)
}

async function recordsIn(client: KinesisClient): Promise<_Record[]> {
  const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName }))
  const read = Shards.map(async ({ ShardId }) => {
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    )
    const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator }))
    return Records
  })
  return (await Promise.all(read)).flat()
}

async function keysIn(client: KinesisClient): Promise<(string | undefined)[]> {
  return (await recordsIn(client)).map((each) => each.PartitionKey)
}

async function putMine(client: KinesisClient): Promise<void> {
  await client.send(
    new PutRecordCommand({ StreamName, PartitionKey: 'mine', Data: Buffer.from('mine') }),
  )
}

describe('the stream of the sandbox', () => {
  it('is there with four shards a moment later, and visitors click in it', async () => {
    const client = await clientOf(start('--speed=20'))
    const { StreamDescriptionSummary: summary } = await client.send(
      new DescribeStreamSummaryCommand({ StreamName }),
    )
    expect(summary).toMatchObject({ StreamStatus: 'ACTIVE', OpenShardCount: 4 })
    await expect.poll(() => keysIn(client), { timeout: 20_000 }).toContain('u-7')
  })

  it('is kept over a restart, on the same port', async () => {
    const first = start()
    const before = await first.until('kinesis-ready')
    const client = await clientOf(first)
    await putMine(client)
    // It is written every few seconds, as a whole.
    const stored = () => readFileSync(join(dataDir, 'kinesis', 'kinesis-data.json'), 'utf8')
    await expect.poll(() => stored().includes('"mine"'), { timeout: 15_000 }).toBe(true)
    await first.close()
    const second = start()
    expect(await second.until('kinesis-ready')).toEqual(before)
    expect(await keysIn(await clientOf(second))).toContain('mine')
  })

  it('is made anew by a reset', async () => {
    const sandbox = start()
    const client = await clientOf(sandbox)
    await putMine(client)
    sandbox.tell({ type: 'reset' })
    const again = () => sandbox.messages.filter((each) => each.type === 'kinesis-ready')
    await expect.poll(() => again().length, { timeout: 20_000 }).toBe(2)
    const fresh = kinesisClientFor(again().at(-1)?.kinesisEndpoint ?? '')
    expect(await keysIn(fresh)).not.toContain('mine')
  })

  it('costs the queues nothing when Kinesis cannot start, and the reason is said', async () => {
    // A folder where its port is written.
    mkdirSync(join(dataDir, 'kinesis.port'), { recursive: true })
    const sandbox = start()
    const client = sqsClientFor((await sandbox.until('ready')).sqsEndpoint)
    expect((await sandbox.until('kinesis-failed')).reason).toMatch(/EISDIR/)
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}))
    expect(QueueUrls.length).toBeGreaterThan(10)
    expect(sandbox.messages.some((each) => each.type === 'kinesis-ready')).toBe(false)
  })
})
