import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { sqsClientFor, startFauxqs } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'

const connectionId = 'sandbox'
let emulator: Emulator
let composed: ComposedWeir
let chosen: string | undefined
beforeAll(async () => {
  emulator = await startFauxqs()
  composed = composeForTest(emulator.endpoint, {
    chooseFile: () => Promise.resolve(chosen),
    chooseExistingFile: () => Promise.resolve(chosen),
  })
})
afterAll(async () => {
  await composed.close()
  await emulator.close()
})

async function seen(name: string) {
  const sqs = sqsClientFor(emulator.endpoint)
  const queueUrl = await createQueue(sqs, name)
  const sent = {
    QueueUrl: queueUrl,
    MessageBody: '{"order":"o-7919"}',
    MessageAttributes: {
      kind: { DataType: 'String', StringValue: 'refund' },
      bytes: { DataType: 'Binary.raw', BinaryValue: Uint8Array.of(0, 255) },
    },
  }
  await sqs.send(new SendMessageCommand(sent))
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: '주문' }))
  const look = { connectionId, queueUrl, max: 10 }
  const { messages } = await composed.client.messages.look(look)
  return { queueUrl, messageIds: messages.map(({ messageId }) => messageId) }
}

describe('messages that a look showed', () => {
  it('are kept with everything they came with, and found again', async () => {
    const { client } = composed
    const { queueUrl, messageIds } = await seen('orders')
    const to = { name: 'Poisoned' }
    const { capture, kept, missing } = await client.captures.keepMessages({
      ...{ connectionId, queueUrl, to },
      messageIds: [...messageIds, 'never-seen'],
    })
    expect({ kept, missing }).toEqual({ kept: 2, missing: 1 })
    expect(capture.parts).toMatchObject([
      {
        source: { kind: 'queue', connectionId, address: queueUrl, name: 'orders' },
        coverage: { how: 'look', isWhole: false },
        entryCount: 2,
      },
    ])
    const captureId = capture.id
    const find = { captureId, filter: { text: 'O-79' }, after: 0, limit: 10 }
    const { entries, isEnd } = await client.captures.findEntries(find)
    expect(isEnd).toBe(true)
    expect(entries).toMatchObject([{ preview: '{"order":"o-7919"}', attributeCount: 2 }])
    const position = entries[0]?.position ?? 0
    const entry = await client.captures.getEntry({ captureId, position })
    expect(entry.attributes).toContainEqual({
      ...{ name: 'bytes', dataType: 'Binary.raw', value: 'AP8=', encoding: 'base64' },
    })
    expect(entry).toMatchObject({ receiveCount: 1, body: { encoding: 'text' } })
    expect(messageIds).toContain(entry.messageId)
    expect(entry.sentAtMs).toBeGreaterThan(0)
  })

  it('are added to a capture that is there, as another part of it', async () => {
    const { client } = composed
    const { queueUrl, messageIds } = await seen('more-orders')
    const keep = { connectionId, queueUrl, messageIds }
    const { capture } = await client.captures.keepMessages({ ...keep, to: { name: 'all' } })
    const to = { captureId: capture.id }
    const again = await client.captures.keepMessages({ ...keep, to })
    expect(again.capture).toMatchObject({ id: capture.id, entryCount: 4 })
    expect(again.capture.parts).toHaveLength(2)
  })

  it('are not kept as an empty capture when none of them is in memory', async () => {
    const { client } = composed
    const { queueUrl } = await seen('lost-orders')
    const before = await client.captures.list({})
    const keep = { connectionId, queueUrl, messageIds: ['gone'], to: { name: 'none' } }
    await expect(client.captures.keepMessages(keep)).rejects.toMatchObject({ code: 'not-found' })
    expect(await client.captures.list({})).toEqual(before)
  })
})

describe('entries that are alike', () => {
  it('are counted by what the whole program keeps of them, and are a condition', async () => {
    const { client } = composed
    const { queueUrl, messageIds } = await seen('grouped-orders')
    const keep = { connectionId, queueUrl, messageIds, to: { name: 'grouped' } }
    const { id: captureId } = (await client.captures.keepMessages(keep)).capture
    const grouping = { by: 'fields' as const, fields: [{ in: 'body' as const, path: 'order' }] }
    const query = { captureId, filter: { expression: '$exists(body)' }, grouping, after: 0 }
    const { groups, isEnd } = await client.captures.groupEntries(query)
    expect(isEnd).toBe(true)
    expect(groups.map(({ count, facts }) => ({ count, facts }))).toContainEqual({
      ...{ count: 1, facts: { kind: 'fields', values: [{ json: '"o-7919"' }] } },
    })
    const plain = await client.captures.groupEntries({ ...query, filter: {} })
    expect(plain.groups).toEqual(groups)
    const key = groups.find(({ example }) => example.preview.includes('o-7919'))?.key ?? ''
    const filter = { groups: [{ grouping, key, label: 'o-7919' }] }
    const find = { captureId, filter, after: 0, limit: 10 }
    expect((await client.captures.findEntries(find)).entries).toMatchObject([
      { preview: '{"order":"o-7919"}' },
    ])
  })
})

describe('a capture', () => {
  it('goes out to a file and comes back, is merged, and is deleted', async () => {
    const { client } = composed
    const { queueUrl, messageIds } = await seen('travelling-orders')
    const keep = { connectionId, queueUrl, messageIds, to: { name: 'a/b: 주문' } }
    const { capture } = await client.captures.keepMessages(keep)
    const captureId = capture.id
    chosen = undefined
    expect(await client.captures.export({ captureId, format: 'ndjson' })).toEqual({ entries: 0 })
    expect(await client.captures.import({})).toEqual({})
    chosen = join(composed.folder, 'out.ndjson')
    const out = await client.captures.export({ captureId, format: 'ndjson' })
    expect(out).toEqual({ path: chosen, entries: 2 })
    expect(readFileSync(chosen, 'utf8').split('\n')).toHaveLength(4)
    for (const filter of [{ text: 'o-7919' }, { expression: 'body.order = "o-7919"' }]) {
      const some = await client.captures.export({ captureId, format: 'csv', filter })
      expect(some).toEqual({ path: chosen, entries: 1 })
    }
    await client.captures.export({ captureId, format: 'ndjson' })
    const { capture: back } = await client.captures.import({})
    expect(back).toEqual({ ...capture, id: back?.id, createdAtMs: back?.createdAtMs })
    const captureIds = [captureId, back?.id ?? 0]
    expect(await client.captures.merge({ captureIds })).toMatchObject({ entryCount: 4 })
    await client.captures.delete({ captureIds: [captureId] })
    await expect(client.captures.get({ captureId })).rejects.toMatchObject({ code: 'not-found' })
    await client.captures.wipe({})
    expect(await client.captures.use({})).toMatchObject({ captures: 0, entries: 0 })
  })
})
