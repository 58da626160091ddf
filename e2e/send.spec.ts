import { rmSync } from 'node:fs'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { countMessages } from '../src-main/testing/counted-queue.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { startFaultProxy } from '../src-main/testing/fault-proxy.ts'
import type { FaultProxy } from '../src-main/testing/fault-proxy.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import type { RunningWeir } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { QueueListPage } from './pages/queue-list-page.ts'
import { SendPage } from './pages/send-page.ts'
import { ShellPage } from './pages/shell-page.ts'

const action = 'SendMessageBatch'
let emulator: Emulator
let proxy: FaultProxy

test.beforeAll(async () => {
  emulator = await startFauxqs()
  // Slow enough that 500 messages take long enough to be followed.
  proxy = await startFaultProxy({ target: emulator.endpoint, delayMs: 150 })
})
test.afterAll(async () => {
  await proxy.close()
  await emulator.close()
})

interface Sending {
  weir: RunningWeir
  send: SendPage
  /** What the queue holds, asked past the proxy. */
  count(): Promise<number>
}

/** Opens the send tab of a new queue. */
async function withQueue(name: string, run: (sending: Sending) => Promise<void>): Promise<void> {
  const sqs = sqsClientFor(emulator.endpoint)
  const queueUrl = await createQueue(sqs, name)
  const folder = folderWithEmulator({ endpoint: proxy.endpoint })
  const weir = await launchWeir({ folder })
  await new ConnectionsPage(weir.page).switchTo('Test emulator')
  await new ShellPage(weir.page).open('Queues')
  await new QueueListPage(weir.page).openQueue(name)
  await run({ weir, send: new SendPage(weir.page), count: () => countMessages(sqs, queueUrl) })
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
}

async function isAccessible({ page }: RunningWeir): Promise<void> {
  expect(await violationsOf(page)).toEqual([])
}

test('repeats a message 500 times with progress, also while another page is shown', async () => {
  await withQueue('repeated', async ({ weir, send, count }) => {
    await send.open('Repeat')
    await send.typeBody('{"order":"o-{{index}}"}')
    await weir.page.getByRole('textbox', { name: 'How many' }).fill('500')
    await expect(weir.page.getByText('{"order":"o-1"}', { exact: true })).toBeVisible()
    await isAccessible(weir)
    await weir.page.keyboard.press('Control+Enter')
    await expect(send.progress.getByRole('progressbar')).toBeVisible()
    await new ShellPage(weir.page).open('Queues')
    await new QueueListPage(weir.page).openQueue('repeated')
    await send.open('Repeat')
    await expect(send.progress).toContainText('500 sent.')
    expect(await count()).toBe(500)
    await isAccessible(weir)
  })
})

test('a file with a bad line sends nothing until it is mended', async () => {
  await withQueue('filed', async ({ weir, send, count }) => {
    await send.open('File')
    const lines = ['{"body":"a","attributes":{"kind":"order"}}', '{"body":"b","delay":3}', 'plain']
    const file = { name: 'orders.ndjson', mimeType: 'text/plain' }
    const choose = weir.page.getByLabel('Choose file…')
    await choose.setInputFiles({ ...file, buffer: Buffer.from(lines.join('\n')) })
    await expect(weir.page.getByText(/^line 2: “delay” is no part of a message/)).toBeVisible()
    await expect(send.sendButton()).toBeDisabled()
    await isAccessible(weir)
    await weir.page.getByRole('button', { name: 'Remove file' }).click()
    await choose.setInputFiles({ ...file, buffer: Buffer.from(lines.toSpliced(1, 1).join('\n')) })
    await send.sendButton().click()
    await expect(send.progress).toContainText('2 sent.')
    expect(await count()).toBe(2)
  })
})

test('what surely failed is sent again, what is uncertain is not', async () => {
  await withQueue('again', async ({ weir, send, count }) => {
    await send.open('Repeat')
    await send.typeBody('n {{index}}')
    await weir.page.getByRole('textbox', { name: 'How many' }).fill('30')
    proxy.inject({ action, times: 1, fault: 'lost-reply' })
    proxy.inject({ action, times: 1, fault: 'access-denied' })
    await send.sendButton().click()
    await expect(send.progress).toContainText('10 failed and surely were not sent.')
    await expect(send.progress).toContainText('10 without an answer')
    await expect(send.outcomes.getByRole('row')).toHaveCount(11)
    await isAccessible(weir)
    await weir.page.getByRole('button', { name: 'Send the 10 failed again' }).click()
    await expect(send.progress).toContainText('20 sent.')
    await expect(send.progress).toContainText('10 without an answer')
    expect(await count()).toBe(30)
    proxy.clear()
  })
})

test('a template is there after a restart and fills the form, with Undo', async () => {
  const sqs = sqsClientFor(emulator.endpoint)
  await createQueue(sqs, 'templated')
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const openTab = async ({ page }: RunningWeir): Promise<SendPage> => {
    await new ShellPage(page).open('Queues')
    await new QueueListPage(page).openQueue('templated')
    const send = new SendPage(page)
    await send.open('Single')
    return send
  }
  const first = await launchWeir({ folder })
  await new ConnectionsPage(first.page).switchTo('Test emulator')
  const before = await openTab(first)
  await before.typeBody('{"kept":1}')
  await first.page.getByRole('button', { name: 'Save as template…' }).click()
  await first.page.getByRole('textbox', { name: 'Name' }).fill('an order')
  await first.page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(first.page.getByText('Saved as “an order”.')).toBeVisible()
  await first.close()

  // Opens on the connection where it was left.
  const weir = await launchWeir({ folder })
  const send = await openTab(weir)
  const body = weir.page.getByRole('textbox', { name: 'Message body' })
  await send.typeBody('half typed')
  await weir.page.getByRole('button', { name: 'Templates', exact: true }).click()
  await isAccessible(weir)
  await weir.page.getByRole('button', { name: 'Use an order' }).click()
  await expect(body).toHaveText('{"kept":1}')
  await weir.page.getByRole('button', { name: 'Undo' }).click()
  await expect(body).toHaveText('half typed')
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
})
