import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs'
import { rmSync } from 'node:fs'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { createTopic, subscribeQueue } from '../src-main/testing/contract-topics.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { QueueUrl } from '#contract'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import type { RunningWeir } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { SendPage } from './pages/send-page.ts'
import { TopicPage } from './pages/topic-page.ts'

let emulator: Emulator
test.beforeAll(async () => {
  emulator = await startFauxqs()
})
test.afterAll(() => emulator.close())

interface Ground {
  page: RunningWeir['page']
  send: SendPage
  /** Opens the tab that publishes, in one of its ways. */
  open(way: 'Single' | 'Repeat' | 'File'): Promise<void>
  /** Closes Weir and starts it anew in the same folder. */
  restart(): Promise<Ground>
  queueUrl: QueueUrl
}

async function count(QueueUrl: QueueUrl): Promise<string | undefined> {
  const sqs = sqsClientFor(emulator.endpoint)
  const AttributeNames = ['ApproximateNumberOfMessages' as const]
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))
  sqs.destroy()
  return Attributes?.['ApproximateNumberOfMessages']
}

async function isAccessible(page: RunningWeir['page']): Promise<void> {
  expect(await violationsOf(page)).toEqual([])
}

/** A topic with a queue that gets everything, and Weir on its connection. */
async function withTopic(name: string, run: (ground: Ground) => Promise<void>): Promise<void> {
  const [sns, sqs] = [snsClientFor(emulator.endpoint), sqsClientFor(emulator.endpoint)]
  const queueUrl = await createQueue(sqs, `${name}-queue`)
  await subscribeQueue(sns, await createTopic(sns, name), { queueName: `${name}-queue` })
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  let weir: RunningWeir | undefined
  const start = async (): Promise<Ground> => {
    const started = await launchWeir({ folder, settings: { theme: 'light', language: 'en' } })
    weir = started
    const { page } = started
    return {
      ...{ page, send: new SendPage(page), queueUrl },
      open: async (way) => {
        await new TopicPage(page).openList()
        await page.getByRole('grid').getByText(name, { exact: true }).click()
        await page.getByRole('tab', { name: 'Publish' }).click()
        const ways = page.getByRole('radiogroup', { name: 'What to publish' })
        await ways.getByText(way, { exact: true }).click()
      },
      restart: async () => {
        await started.close()
        return start()
      },
    }
  }
  const ground = await start()
  await new ConnectionsPage(ground.page).switchTo('Test emulator')
  await run(ground)
  expect(weir?.refused).toEqual([])
  await weir?.close()
  rmSync(folder, { recursive: true, force: true })
  sns.destroy()
  sqs.destroy()
}

test('publishes 25 messages to a topic, says of each what became of it, and all arrive', async () => {
  await withTopic('orders', async ({ page, send, open, queueUrl }) => {
    await open('Repeat')
    await send.typeBody('{"order":{{index}}}')
    await page.getByRole('textbox', { name: 'How many' }).fill('25')
    await page.getByRole('button', { name: /^Publish 25/ }).click()
    await expect(send.progress).toContainText('25')
    await isAccessible(page)
    await expect.poll(() => count(queueUrl)).toBe('25')
  })
})

test('publishes the lines of a file, once the line that is none is mended', async () => {
  await withTopic('filed', async ({ page, send, open, queueUrl }) => {
    await open('File')
    const lines = ['{"body":"a","attributes":{"kind":"order"}}', '{"body":"b","delay":3}', 'plain']
    const file = { name: 'orders.ndjson', mimeType: 'text/plain' }
    const choose = page.getByLabel('Choose file…')
    await choose.setInputFiles({ ...file, buffer: Buffer.from(lines.join('\n')) })
    await expect(page.getByText(/^line 2: “delay” is no part of a message/)).toBeVisible()
    await expect(page.getByRole('button', { name: /^Publish \d/ })).toBeDisabled()
    await isAccessible(page)
    await page.getByRole('button', { name: 'Remove file' }).click()
    await choose.setInputFiles({ ...file, buffer: Buffer.from(lines.toSpliced(1, 1).join('\n')) })
    await page.getByRole('button', { name: /^Publish 2/ }).click()
    await expect(send.progress).toContainText('2')
    await expect.poll(() => count(queueUrl)).toBe('2')
  })
})

test('a template is there after a restart, fills the form, and what it holds is published', async () => {
  await withTopic('templated', async (first) => {
    await first.open('Single')
    await first.send.typeBody('{"kept":1}')
    await first.page.getByRole('button', { name: 'Save as template…' }).click()
    await first.page.getByRole('textbox', { name: 'Name' }).fill('an event')
    await first.page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(first.page.getByText('Saved as “an event”.')).toBeVisible()
    const { page, send, open, queueUrl } = await first.restart()
    await open('Single')
    await send.typeBody('half typed')
    await page.getByRole('button', { name: 'Templates', exact: true }).click()
    await page.getByRole('button', { name: 'Use an event' }).click()
    await expect(page.getByRole('textbox', { name: 'Message body' })).toHaveText('{"kept":1}')
    await page
      .getByRole('button', { name: /^Publish/ })
      .last()
      .click()
    await expect(page.getByRole('status').filter({ hasText: 'Published' })).toBeVisible()
    await expect.poll(() => count(queueUrl)).toBe('1')
  })
})
