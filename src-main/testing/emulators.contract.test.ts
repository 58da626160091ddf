import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs'
import type { Message, SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lacks, sqsEmulators } from './emulator-lacks.ts'
import { sqsClientFor, startFauxqs, startKinesalite } from './emulators.ts'
import { listeningOf } from './listening-addresses.ts'

async function receive(client: SQSClient, QueueUrl: string): Promise<Message> {
  const { Messages } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MessageSystemAttributeNames: ['All'],
      VisibilityTimeout: 60,
    }),
  )
  const message = Messages?.[0]
  if (message === undefined) throw new Error('nothing received')
  return message
}

describe.each(sqsEmulators)('$name', (emulator) => {
  it('keeps a message that is returned with visibility 0', async () => {
    const running = await emulator.start()
    const client = sqsClientFor(running.endpoint)
    const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: 'q' }))
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }))
    const { ReceiptHandle } = await receive(client, QueueUrl)
    await client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
    )
    expect((await receive(client, QueueUrl)).Body).toBe('hello')
    await running.close()
  })

  it('does what its table does not list', async () => {
    const running = await emulator.start()
    const client = sqsClientFor(running.endpoint)
    const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: 'q' }))
    const emoji = client.send(new SendMessageCommand({ QueueUrl, MessageBody: '🌊' }))
    const refused = await emoji.then(
      () => false,
      () => true,
    )
    expect(refused).toBe(lacks[emulator.name].has('astral-characters'))
    const listing = await fetch(`${running.endpoint}/_fauxqs/queues/q`)
    expect(listing.ok).toBe(!lacks[emulator.name].has('listing'))
    await running.close()
  })
})

describe('fauxqs with a data folder', () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'weir-fauxqs-'))
  })
  afterEach(() => {
    rmSync(dataDir, { recursive: true })
  })

  it('keeps released messages and their receive counts over a restart', async () => {
    const before = await startFauxqs({ dataDir })
    const client = sqsClientFor(before.endpoint)
    const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: 'q' }))
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }))
    const { ReceiptHandle } = await receive(client, QueueUrl)
    await client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
    )
    await before.close()
    const after = await startFauxqs({ dataDir })
    const again = await receive(sqsClientFor(after.endpoint), QueueUrl)
    await after.close()
    expect(again.Body).toBe('hello')
    expect(again.Attributes?.ApproximateReceiveCount).toBe('2')
  })
})

// /proc is where a process's sockets can be read.
if (process.platform === 'linux') {
  describe('test emulators', () => {
    it('would be caught listening elsewhere', async () => {
      const open = createServer().listen(0)
      await once(open, 'listening')
      const { elsewhere } = listeningOf(process.pid)
      open.close()
      expect(elsewhere).toHaveLength(1)
    })

    it('listen on loopback only', async () => {
      const running = [
        await startFauxqs(),
        await startKinesalite(),
        await Promise.all(sqsEmulators.map((each) => each.start())),
      ].flat()
      const { count, elsewhere } = listeningOf(process.pid)
      await Promise.all(running.map((each) => each.close()))
      expect(count).toBeGreaterThanOrEqual(4)
      expect(elsewhere).toEqual([])
    })
  })
}
