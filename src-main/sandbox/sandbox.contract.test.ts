import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ListTopicsCommand } from '@aws-sdk/client-sns'
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs'
import type { Message, SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { snsClientFor, sqsClientFor } from '../testing/emulators.ts'
import { listeningOf } from '../testing/listening-addresses.ts'
import { isAlive } from '../testing/process-alive.ts'
import { queuePlans } from './queue-plans.ts'
import { startSandboxProcess } from '../testing/sandbox-process.ts'
import type { SandboxProcess } from '../testing/sandbox-process.ts'

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

async function clientOf(sandbox: SandboxProcess): Promise<SQSClient> {
  return sqsClientFor((await sandbox.until('ready')).sqsEndpoint)
}

async function urlOf(client: SQSClient, name: string): Promise<string> {
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }))
  return QueueUrl ?? ''
}

async function depth(client: SQSClient, name: string): Promise<number> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: await urlOf(client, name),
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  )
  return Number(Attributes?.['ApproximateNumberOfMessages'])
}

async function look(client: SQSClient, name: string): Promise<Message[]> {
  const { Messages } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: await urlOf(client, name),
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
  )
  return Messages ?? []
}

describe('a new sandbox', () => {
  it('is ready soon, with its queues and something in the dead-letter queue', async () => {
    const from = performance.now()
    const client = await clientOf(start('--no-kinesis'))
    // It takes 0.7 s alone on two cores; the rest is room for other tests at the same time.
    expect(performance.now() - from).toBeLessThan(5000)
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ MaxResults: 1000 }))
    expect(QueueUrls.map((url) => url.split('/').at(-1))).toEqual([
      ...['analytics', 'audit-log', 'billing', 'emails', 'emails-dlq', 'invoices', 'orders'],
      ...['orders-dlq', 'payments.fifo', 'playground', 'price-changes-shop.fifo', 'shipping'],
      'video-encode',
    ])
    const [poisoned] = await look(client, 'orders-dlq')
    expect(poisoned?.Body).toContain('"total":"12,5O"')
    expect(Number(poisoned?.Attributes?.ApproximateReceiveCount)).toBeGreaterThan(3)
    expect(poisoned?.MessageAttributes?.['source']?.StringValue).toBe('paper-form')
  })

  it('has topics whose subscribers get what their filters let pass', async () => {
    const sandbox = start('--no-kinesis', '--speed=30')
    const client = await clientOf(sandbox)
    const sns = snsClientFor((await sandbox.until('ready')).sqsEndpoint)
    const { Topics = [] } = await sns.send(new ListTopicsCommand({}))
    expect(Topics.map(({ TopicArn = '' }) => TopicArn.split(':').at(-1))).toEqual([
      ...['order-events', 'price-changes.fifo', 'stock-alerts'],
    ])
    const bodiesIn = async (name: string): Promise<string[]> =>
      (await look(client, name)).map(({ Body = '' }) => Body)
    const billed: string[] = []
    await expect
      .poll(
        async () => {
          billed.push(...(await bodiesIn('billing')))
          return billed.length
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0)
    expect(billed.filter((body) => body.includes('order-placed'))).toEqual([])
    await expect
      .poll(() => bodiesIn('analytics'), { timeout: 20_000 })
      .toContainEqual(expect.stringMatching(/^\{"event":/))
    await expect
      .poll(() => bodiesIn('price-changes-shop.fifo'), { timeout: 20_000 })
      .not.toEqual([])
  })

  it('moves: depth goes up and down, and more poisoned orders arrive by themselves', async () => {
    const client = await clientOf(start('--no-kinesis', '--speed=30'))
    const seen: number[] = []
    await expect
      .poll(
        async () => {
          seen.push(await depth(client, 'orders'))
          const rose = seen.some((each, i) => each > (seen[i - 1] ?? each))
          const fell = seen.some((each, i) => each < (seen[i - 1] ?? each))
          return rose && fell && (await depth(client, 'orders-dlq')) > 3
        },
        { timeout: 20_000, interval: 100 },
      )
      .toBe(true)
  })

  it('leaves the playground alone', async () => {
    const sandbox = start('--no-kinesis', '--speed=50')
    const client = await clientOf(sandbox)
    const QueueUrl = await urlOf(client, 'playground')
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'mine' }))
    await sandbox.until('activity')
    const bodies = (await look(client, 'playground')).map((message) => message.Body)
    expect(bodies).toContain('mine')
    expect(bodies).toHaveLength(2)
  })

  it('sends payments in groups, and one of a group at a time is out', async () => {
    const client = await clientOf(start('--no-kinesis', '--speed=5'))
    const seen: Message[] = []
    await expect
      .poll(async () => seen.push(...(await look(client, 'payments.fifo'))), { timeout: 15_000 })
      .toBeGreaterThan(5)
    for (const { Attributes } of seen) {
      expect(Attributes?.MessageGroupId).toMatch(/^acct-[1-8]$/)
      expect(Attributes?.MessageDeduplicationId).toMatch(/^p-\d+$/)
    }
  })

  it('counts what is in flight as it is, without anybody receiving', async () => {
    const client = await clientOf(start('--no-kinesis'))
    const QueueUrl = await urlOf(client, 'playground')
    await client.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 1 }))
    expect(await depth(client, 'playground')).toBe(0)
    await expect.poll(() => depth(client, 'playground'), { timeout: 5000 }).toBe(1)
  })

  // /proc is where a process's sockets can be read.
  if (process.platform === 'linux')
    it('listens on loopback only', async () => {
      const sandbox = start()
      await sandbox.until('kinesis-ready')
      const { count, elsewhere } = listeningOf(sandbox.child.pid ?? 0)
      expect(count).toBeGreaterThanOrEqual(2)
      expect(elsewhere).toEqual([])
    })
})

describe('its data', () => {
  it('is kept over a restart, on the same port', async () => {
    const first = start('--no-kinesis')
    const before = await first.until('ready')
    const client = await clientOf(first)
    const QueueUrl = await urlOf(client, 'playground')
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'mine' }))
    const deadLetters = await depth(client, 'orders-dlq')
    await first.close()
    const second = start('--no-kinesis')
    expect(await second.until('ready')).toEqual(before)
    const again = await clientOf(second)
    expect((await look(again, 'playground')).map((each) => each.Body)).toContain('mine')
    expect(await depth(again, 'orders-dlq')).toBeGreaterThanOrEqual(deadLetters)
  })

  it('is kept when the process is killed', async () => {
    const first = start('--no-kinesis')
    const client = await clientOf(first)
    const QueueUrl = await urlOf(client, 'playground')
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'mine' }))
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    const bodies = (await look(await clientOf(start('--no-kinesis')), 'playground')).map(
      (each) => each.Body,
    )
    expect(bodies).toContain('mine')
  })

  it('is gone after a reset, and the queues are built anew', async () => {
    const sandbox = start()
    const client = await clientOf(sandbox)
    await client.send(new CreateQueueCommand({ QueueName: 'my-own' }))
    await sandbox.until('kinesis-ready')
    sandbox.tell({ type: 'reset' })
    const { sqsEndpoint } = await sandbox.until('reset-done')
    const fresh = sqsClientFor(sqsEndpoint)
    const { QueueUrls = [] } = await fresh.send(new ListQueuesCommand({ MaxResults: 1000 }))
    expect(QueueUrls).toHaveLength(queuePlans.length)
    expect(await depth(fresh, 'orders-dlq')).toBeGreaterThan(0)
    await expect
      .poll(() => sandbox.messages.filter((each) => each.type === 'kinesis-ready').length, {
        timeout: 10_000,
      })
      .toBe(2)
  })

  it('that cannot be read is put aside and said so', async () => {
    mkdirSync(join(dataDir, 'sqs'), { recursive: true })
    mkdirSync(join(dataDir, 'kinesis'))
    writeFileSync(
      join(dataDir, 'sqs', 'fauxqs.db'),
      'no database at all, but long enough'.repeat(99),
    )
    writeFileSync(join(dataDir, 'kinesis', 'kinesis-data.json'), '{"half":')
    const sandbox = start()
    await sandbox.until('kinesis-ready')
    const paths = sandbox.messages.flatMap((m) => (m.type === 'data-set-aside' ? [m.path] : []))
    expect(paths.map((path) => path.slice(dataDir.length))).toEqual([
      expect.stringMatching(/^.sqs\.unreadable-\d+$/),
      expect.stringMatching(/^.kinesis\.unreadable-\d+$/),
    ])
    expect(paths.map((path) => readdirSync(path))).toEqual([['fauxqs.db'], ['kinesis-data.json']])
  })

  it('stays small however long it lives', { timeout: 60_000 }, async () => {
    // A quarter of an hour passes here; a night was measured by hand, see prepare-store.ts.
    const sandbox = start('--no-kinesis', '--speed=250')
    const client = await clientOf(sandbox)
    await expect
      .poll(() => sandbox.messages.findLast((each) => each.type === 'activity')?.placed ?? 0, {
        timeout: 50_000,
        interval: 200,
      })
      .toBeGreaterThan(1200)
    expect(await depth(client, 'orders')).toBeLessThan(450)
    expect(await depth(client, 'payments.fifo')).toBeLessThan(110)
    expect(await depth(client, 'orders-dlq')).toBeLessThan(90)
    await sandbox.close()
    const { size } = statSync(join(dataDir, 'sqs', 'fauxqs.db'))
    expect(size).toBeLessThan(2_000_000)
  })
})

describe('its process', () => {
  it('says why it cannot run, and ends', async () => {
    writeFileSync(join(parent, 'file'), '')
    const sandbox = startSandboxProcess(join(parent, 'file', 'below'), ['--no-kinesis'])
    expect((await sandbox.until('failed')).reason).toMatch(/ENOTDIR/)
    await expect.poll(() => sandbox.child.exitCode).toBe(1)
  })

  it('starts on another port when its own is taken', async () => {
    const first = start('--no-kinesis')
    const { sqsEndpoint } = await first.until('ready')
    await first.close()
    const taker = createServer().listen(Number(new URL(sqsEndpoint).port), '127.0.0.1')
    await once(taker, 'listening')
    const ready = await start('--no-kinesis').until('ready')
    taker.close()
    expect(ready.sqsEndpoint).not.toBe(sqsEndpoint)
  })

  it('keeps a second one out of its data', async () => {
    await start('--no-kinesis').until('ready')
    const second = start('--no-kinesis')
    expect((await second.until('failed')).reason).toMatch(/used by another sandbox/)
  })

  it('ends with its parent, however that ended', async () => {
    const between = fork(new URL('../testing/sandbox-parent.ts', import.meta.url), [dataDir])
    const [pid] = (await once(between, 'message')) as unknown[] // its one message, any value
    expect(isAlive(Number(pid))).toBe(true)
    between.kill('SIGKILL')
    await expect.poll(() => isAlive(Number(pid)), { timeout: 8000 }).toBe(false)
  })
})
