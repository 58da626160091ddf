import { rmSync } from 'node:fs'
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { Page } from '@playwright/test'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { countMessages, takeBodies } from '../src-main/testing/counted-queue.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { fillQueue, grouped, numbered } from '../src-main/testing/followed-scan.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import type { RunningWeir } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { QueueListPage } from './pages/queue-list-page.ts'
import { ScanPage } from './pages/scan-page.ts'
import { ShellPage } from './pages/shell-page.ts'

let emulator: Emulator

test.beforeAll(async () => {
  emulator = await startFauxqs()
})
test.afterAll(async () => {
  await emulator.close()
})

async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([])
}

/** Opens the scan of a queue of the emulator; `run` may close the app itself. */
async function withScan(
  name: string,
  run: (scan: ScanPage, weir: RunningWeir) => Promise<void>,
): Promise<void> {
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const weir = await launchWeir({ folder })
  await new ConnectionsPage(weir.page).switchTo('Test emulator')
  await new ShellPage(weir.page).open('Queues')
  await new QueueListPage(weir.page).openQueue(name)
  const scan = new ScanPage(weir.page)
  await scan.tab.click()
  await run(scan, weir)
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
}

test('the whole of a queue: its cost first, then its coverage, its capture, and all of it returned', async () => {
  const sqs = sqsClientFor(emulator.endpoint)
  const bodies = numbered(1500)
  const queueUrl = await createQueue(sqs, 'scanned')
  await fillQueue(sqs, queueUrl, bodies)
  await withScan('scanned', async (scan, { page }) => {
    await expect(scan.cost).toContainText('1,500 messages are hidden from consumers')
    await expect(scan.cost).toContainText('requests')
    await scan.name.fill('All of it')
    await scan.start.click()
    await expect(scan.report).toContainText('The whole queue: 1,500 messages', { timeout: 30_000 })
    await expect(scan.figure('captured')).toHaveText('1,500')
    await expect(scan.figure('returned')).toHaveText('1,500')
    await expectAccessible(page)
    await scan.report.getByRole('link', { name: 'All of it' }).click()
    await expect(page.getByRole('group', { name: 'About this capture' })).toContainText(
      '1,500 entries',
    )
  })
  expect((await takeBodies(sqs, queueUrl)).sort()).toEqual(bodies)
})

test('where somebody else receives it asks again, and leaving the queue returns everything', async () => {
  const sqs = sqsClientFor(emulator.endpoint)
  const queueUrl = await createQueue(sqs, 'consumed')
  await fillQueue(sqs, queueUrl, numbered(2000))
  const taken = { QueueUrl: queueUrl, MaxNumberOfMessages: 4, VisibilityTimeout: 600 }
  await sqs.send(new ReceiveMessageCommand(taken))
  await withScan('consumed', async (scan, { page }) => {
    await scan.start.click()
    await expect(scan.asked).toContainText('4 messages are in flight elsewhere.')
    await expect(scan.asked.getByRole('button', { name: 'Do not scan' })).toBeFocused()
    await scan.asked.getByRole('button', { name: 'Scan all the same' }).click()
    await expect(scan.report).toBeVisible()
    await new ShellPage(page).open('Overview')
    await expect.poll(() => countMessages(sqs, queueUrl), { timeout: 20_000 }).toBe(1996)
  })
})

test('a FIFO queue is drained after its confirmation: captured, then deleted', async () => {
  const sqs = sqsClientFor(emulator.endpoint)
  const queueUrl = await createQueue(sqs, 'drained.fifo', { FifoQueue: 'true' })
  const messages = grouped(numbered(60), (body) => `g-${body.slice(-1)}`)
  await fillQueue(sqs, queueUrl, messages)
  await withScan('drained.fifo', async (scan, { page }) => {
    await expect(scan.cost).toContainText('only the first messages of each group')
    await scan.choose('drain')
    await scan.drain.click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('Deletes ≈ 60 messages from drained.fifo')
    await dialog.getByRole('button', { name: /^Drain ≈ 60/ }).click()
    await expect(scan.report).toContainText('Drained: 60 messages captured and deleted', {
      timeout: 30_000,
    })
  })
  expect(await countMessages(sqs, queueUrl)).toBe(0)
})
