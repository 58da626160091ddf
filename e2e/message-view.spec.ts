import { rmSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import type { RunningWeir } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { QueueListPage } from './pages/queue-list-page.ts'
import { QueuePage } from './pages/queue-page.ts'
import { ShellPage } from './pages/shell-page.ts'

const mib = 1024 * 1024
const packed = gzipSync('{"order":"o-7919","total":41.50}').toString('base64')
const wrapped = JSON.stringify({
  Type: 'Notification',
  MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
  TopicArn: 'arn:aws:sns:us-east-1:000000000000:order-events',
  Message: packed,
  Timestamp: '2026-11-23T00:00:00.000Z',
})
const bomb = gzipSync(Buffer.alloc(100 * mib)).toString('base64')
const oneLine = `{"line":"${'x'.repeat(mib - 100)}"}`

let emulator: Emulator
test.beforeAll(async () => {
  emulator = await startFauxqs()
})
test.afterAll(async () => {
  await emulator.close()
})

/** Opens Weir on a queue of one message, looks, and opens the message. */
async function withMessage(
  name: string,
  body: string,
  run: (weir: RunningWeir, queue: QueuePage) => Promise<void>,
): Promise<void> {
  const sqs = sqsClientFor(emulator.endpoint)
  const queueUrl = await createQueue(sqs, name)
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }))
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const weir = await launchWeir({ folder })
  const queue = new QueuePage(weir.page)
  await new ConnectionsPage(weir.page).switchTo('Test emulator')
  await new ShellPage(weir.page).open('Queues')
  await new QueueListPage(weir.page).openQueue(name)
  await queue.look()
  await queue.messages.getByRole('row').nth(1).click()
  await run(weir, queue)
  expect(weir.refused).toEqual([])
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
}

test('a message from SNS, packed, is shown step by step', async () => {
  await withMessage('packed', wrapped, async (_weir, queue) => {
    const chain = queue.opened.getByRole('list', { name: 'How the body was decoded' })
    await expect(chain.getByRole('button')).toHaveText(['SNS', 'base64', 'gzip', 'JSON'])
    await expect(queue.opened).toContainText('"total": 41.50')
    await queue.opened.getByText('SNS: 4 facts').click()
    await expect(queue.opened).toContainText('arn:aws:sns:us-east-1:000000000000:order-events')
    await chain.getByRole('button', { name: 'base64' }).click()
    await expect(chain.getByRole('button')).toHaveText(['SNS', 'base64'])
    await expect(queue.opened).toContainText(packed)
    await chain.getByRole('button', { name: 'base64' }).click()
    await expect(queue.opened).toContainText('"total": 41.50')
    await queue.opened.getByText('bytes', { exact: true }).click()
    await expect(queue.opened).toContainText('00000000  7b 22 54 79 70 65 22 3a')
  })
})

test('a bomb is named, and not unpacked', async () => {
  await withMessage('bomb', bomb, async (_weir, queue) => {
    await expect(queue.opened).toContainText('gzip would give more than 10 MiB')
  })
})

test('a megabyte on one line opens without a frozen window', async () => {
  await withMessage('one-line', oneLine, async ({ page }, queue) => {
    await expect(queue.opened).toContainText('Lines of more than 10,000 characters')
    // The longest stretch in which the window could not react, while the message is shown raw, as bytes, and decoded.
    const longest = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let worst = 0
          const observer = new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) worst = Math.max(worst, entry.duration)
          })
          observer.observe({ type: 'longtask' })
          window.addEventListener('weir-measured', () => {
            resolve(worst)
          })
        }),
    )
    for (const mode of ['raw', 'bytes', 'decoded', 'raw']) {
      await queue.opened.getByText(mode, { exact: true }).click()
      await expect(queue.opened.getByRole('radio', { name: mode })).toBeChecked()
    }
    await expect(queue.opened.locator('.cm-line').first()).toBeVisible()
    await page.evaluate(() => {
      window.dispatchEvent(new Event('weir-measured'))
    })
    test.info().annotations.push({ type: 'longest task, ms', description: String(await longest) })
    expect(await longest).toBeLessThan(1_000)
  })
})
