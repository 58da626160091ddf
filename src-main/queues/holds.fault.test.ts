import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { expect, it } from 'vitest'
import type { MessageId, QueueUrl } from '#contract'
import { tokenOfRefusal } from '../testing/confirmation-token.ts'
import { composeForTest } from '../testing/composed-weir.ts'
import { startFaultyWeir } from '../testing/faulty-weir.ts'
import { showQueue } from '../testing/shown-queue.ts'

const connectionId = 'sandbox'
const patient = { timeout: 20_000 }
const { emulator, proxy, sqs, client, newQueue, newestEntry } = await startFaultyWeir()

async function queueWith(bodies: readonly string[]): Promise<QueueUrl> {
  const queueUrl = await newQueue()
  for (const body of bodies) {
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }))
  }
  return queueUrl
}
const hold = (queueUrl: QueueUrl, hideSeconds = 30) =>
  client.messages.hold({ connectionId, queueUrl, max: 10, hideSeconds })

/** What another consumer gets, asked past the proxy. */
async function receive(queueUrl: QueueUrl): Promise<string[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 0,
  })
  const { Messages = [] } = await sqs.send(command)
  return Messages.map((message) => message.Body ?? '').sort()
}
const idsOf = (messages: readonly { messageId: MessageId }[]) =>
  messages.map(({ messageId }) => messageId)
async function heldHere(queueUrl: QueueUrl) {
  const { queues } = await client.holds.list({})
  return queues.find((each) => each.queueUrl === queueUrl)
}

it('lost reply on a hold: hidden, and the journal says how many and until when', async () => {
  const queueUrl = await queueWith(['a', 'b'])
  const page = await showQueue(client, queueUrl)
  proxy.inject({ action: 'ReceiveMessage', times: 1, fault: 'lost-reply' })
  const before = proxy.count('ReceiveMessage')
  const startMs = Date.now()
  await expect(hold(queueUrl)).rejects.toMatchObject({ data: { effectUnknown: true } })
  expect(proxy.count('ReceiveMessage') - before).toBe(1)
  expect(await receive(queueUrl)).toEqual([])
  expect(await newestEntry()).toMatchObject({ operation: 'messages.hold', outcome: 'uncertain' })
  const held = await heldHere(queueUrl)
  expect(held).toMatchObject({ held: 0, left: 0, uncertain: 10 })
  expect(held?.untilMs).toBeGreaterThanOrEqual(startMs + 30_000)
  await page.leave()
})

it.each(['throttle', 'access-denied'] as const)('%s on a hold: nothing is held', async (fault) => {
  const queueUrl = await queueWith(['a'])
  const page = await showQueue(client, queueUrl)
  proxy.inject({ action: 'ReceiveMessage', times: 1, fault })
  await expect(hold(queueUrl)).rejects.toMatchObject({ data: { effectUnknown: false } })
  expect(await heldHere(queueUrl)).toBeUndefined()
  expect(await receive(queueUrl)).toEqual(['a'])
  await page.leave()
})

it('lost reply on a return: uncertain, once, and the journal keeps its time', async () => {
  const queueUrl = await queueWith(['a'])
  const page = await showQueue(client, queueUrl)
  const { messages } = await hold(queueUrl)
  proxy.inject({ action: 'ChangeMessageVisibilityBatch', times: 1, fault: 'lost-reply' })
  const before = proxy.count('ChangeMessageVisibilityBatch')
  const input = { connectionId, queueUrl, messageIds: idsOf(messages) }
  const { outcomes } = await client.messages.return(input)
  expect(outcomes).toMatchObject([{ outcome: 'uncertain', error: { effectUnknown: true } }])
  expect(await newestEntry()).toMatchObject({ operation: 'messages.return', outcome: 'uncertain' })
  expect(await heldHere(queueUrl)).toMatchObject({ held: 0, left: 1 })
  // It did happen, and leaving does not do it again behind anybody's back.
  expect(await receive(queueUrl)).toEqual(['a'])
  await page.leave()
  await client.queues.describe({ connectionId, queueUrl })
  expect(proxy.count('ChangeMessageVisibilityBatch') - before).toBe(1)
})

it('lost reply on the delete of a held message: uncertain, and still in the journal', async () => {
  const queueUrl = await queueWith(['a'])
  const page = await showQueue(client, queueUrl)
  const { messages } = await hold(queueUrl)
  const input = { connectionId, queueUrl, messageIds: idsOf(messages) }
  const token = await tokenOfRefusal(() => client.messages.delete(input))
  proxy.inject({ action: 'DeleteMessageBatch', times: 1, fault: 'lost-reply' })
  const before = proxy.count('DeleteMessageBatch')
  const { outcomes } = await client.messages.delete({ ...input, confirmation: { token } })
  expect(outcomes).toMatchObject([{ outcome: 'uncertain' }])
  expect(proxy.count('DeleteMessageBatch') - before).toBe(1)
  expect(await heldHere(queueUrl)).toMatchObject({ held: 1 })
  // So that nothing is left to be returned in the midst of the next test.
  await client.holds.returnAll({ connectionId, queueUrl })
  await page.leave()
})

it('5xx on a renewal: told, tried again, and still hidden', patient, async () => {
  const queueUrl = await queueWith(['a'])
  const page = await showQueue(client, queueUrl)
  proxy.inject({ action: 'ChangeMessageVisibilityBatch', times: 1, fault: 'server-error' })
  const before = proxy.count('ChangeMessageVisibilityBatch')
  await hold(queueUrl, 6)
  await expect.poll(() => page.held()[0]?.renewError?.code, patient).toBe('endpoint-unreachable')
  const untilMs = page.held()[0]?.untilMs ?? Infinity
  await expect.poll(() => page.held()[0]?.untilMs ?? 0, patient).toBeGreaterThan(untilMs)
  expect(page.held()[0]?.renewError).toBeUndefined()
  expect(proxy.count('ChangeMessageVisibilityBatch') - before).toBeGreaterThanOrEqual(2)
  expect(await receive(queueUrl)).toEqual([])
  await client.holds.returnAll({ connectionId, queueUrl })
  await page.leave()
})

it('a hidden window renews nothing: the hold runs out by itself', patient, async () => {
  const queueUrl = await queueWith(['a'])
  const page = await showQueue(client, queueUrl)
  page.hide()
  const before = proxy.count('ChangeMessageVisibilityBatch')
  await hold(queueUrl, 2)
  await expect.poll(() => receive(queueUrl), patient).toEqual(['a'])
  expect(proxy.count('ChangeMessageVisibilityBatch') - before).toBe(0)
  // Weir reckons from the answer, so a little longer than SQS.
  await expect.poll(() => heldHere(queueUrl), patient).toBeUndefined()
  await page.leave()
})

it('throttle on the return of a page that is left: tried again, since it surely did not happen', async () => {
  const queueUrl = await queueWith(['a'])
  const page = await showQueue(client, queueUrl)
  await hold(queueUrl)
  proxy.inject({ action: 'ChangeMessageVisibilityBatch', times: 1, fault: 'throttle' })
  await page.leave()
  await expect.poll(() => receive(queueUrl), patient).toEqual(['a'])
})

it('quitting returns what is held, before anything else ends', async () => {
  const queueUrl = await queueWith(['a', 'b'])
  const other = composeForTest(proxy.endpoint)
  await showQueue(other.client, queueUrl)
  await other.client.messages.hold({ connectionId, queueUrl, max: 10, hideSeconds: 600 })
  expect(await receive(queueUrl)).toEqual([])
  await other.weir.dispose()
  expect(await receive(queueUrl)).toEqual(['a', 'b'])
  await other.close()
})

it('after a crash the journal says what is held, and it can be returned', patient, async () => {
  const queueUrl = await queueWith(['a', 'b'])
  const folder = mkdtempSync(join(tmpdir(), 'weir-crash-'))
  const program = fileURLToPath(new URL('../testing/holding-weir.ts', import.meta.url))
  const child = fork(program, [folder, emulator.endpoint, queueUrl])
  const [held]: unknown[] = await once(child, 'message')
  expect(held).toBe(2)
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
  expect(await receive(queueUrl)).toEqual([])

  const after = composeForTest(emulator.endpoint, { folder })
  const { queues } = await after.client.holds.list({})
  expect(queues).toMatchObject([
    { queueUrl, name: queueUrl.split('/').at(-1), held: 0, left: 2, uncertain: 0 },
  ])
  expect(queues[0]?.untilMs).toBeGreaterThan(Date.now())
  const { outcomes } = await after.client.holds.returnAll({ connectionId, queueUrl })
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
  expect(await receive(queueUrl)).toEqual(['a', 'b'])
  expect((await after.client.holds.list({})).queues).toEqual([])
  const files = readdirSync(join(folder, 'journal'))
  const modes = files.map((file) => statSync(join(folder, 'journal', file)).mode & 0o777)
  expect(new Set(modes)).toEqual(new Set([0o600]))
  await after.close()
  rmSync(folder, { recursive: true, force: true })
})
