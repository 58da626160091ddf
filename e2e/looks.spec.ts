import { rmSync } from 'node:fs'
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { createQueue, wireDeadLetters } from '../src-main/testing/contract-queues.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import type { RunningWeir } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { LooksPage } from './pages/looks-page.ts'
import { QueueListPage } from './pages/queue-list-page.ts'
import { QueuePage } from './pages/queue-page.ts'
import { ShellPage } from './pages/shell-page.ts'

let emulator: Emulator

test.beforeAll(async () => {
  emulator = await startFauxqs()
})
test.afterAll(async () => {
  await emulator.close()
})

async function queueWith(name: string, ...bodies: string[]): Promise<string> {
  const sqs = sqsClientFor(emulator.endpoint)
  const queueUrl = await createQueue(sqs, name)
  for (const body of bodies)
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }))
  return queueUrl
}

/** What a consumer of the queue gets at this moment. */
async function received(queueUrl: string): Promise<number> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 0,
  })
  const { Messages = [] } = await sqsClientFor(emulator.endpoint).send(command)
  return Messages.length
}

/** Opens a queue of the emulator; `run` may close the app itself. */
async function withQueue(name: string, run: (weir: RunningWeir) => Promise<void>): Promise<void> {
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const weir = await launchWeir({ folder })
  await new ConnectionsPage(weir.page).switchTo('Test emulator')
  await new ShellPage(weir.page).open('Queues')
  await new QueueListPage(weir.page).openQueue(name)
  await run(weir)
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
}

async function isAccessible({ page }: RunningWeir): Promise<void> {
  expect(await violationsOf(page)).toEqual([])
}

test('holds messages from consumers, says so everywhere, and returns them', async () => {
  const queueUrl = await queueWith('held', '{"order":"o-1"}', '{"order":"o-2"}')
  await withQueue('held', async (weir) => {
    const [queue, looks] = [new QueuePage(weir.page), new LooksPage(weir.page)]
    await looks.choose('consume')
    await expect(queue.ledger).toContainText('hidden from consumers for 30 seconds')
    await expect(queue.ledger).toContainText('returned when you leave')
    await expect(queue.ledger).toContainText('requests an hour to keep them hidden')
    await queue.look()
    await expect(queue.message('o-1')).toContainText(/held \d+ s/)
    await expect(looks.held).toContainText('2 messages are held')
    await expect(looks.status).toContainText('2 messages held')
    expect(await received(queueUrl)).toBe(0)
    await isAccessible(weir)
    await weir.page.screenshot({ path: 'test-results/screens/looks-held.png' })

    await queue.message('o-1').getByRole('checkbox').check()
    await looks.held.getByRole('button', { name: 'Return 1 message' }).click()
    await expect(weir.page.getByText('1 message returned to the queue.')).toBeVisible()
    await expect(looks.status).toContainText('1 message held')
    expect(await received(queueUrl)).toBe(1)

    await looks.status.click()
    await expect(looks.list).toContainText('held')
    await isAccessible(weir)
    await weir.page.screenshot({ path: 'test-results/screens/looks-list.png' })
    await looks.list.getByRole('button', { name: 'Return now' }).click()
    await expect(looks.list).toContainText('Weir holds no messages.')
    expect(await received(queueUrl)).toBe(2)
  })
})

test('returns what it holds when the page is left', async () => {
  const queueUrl = await queueWith('left', 'a', 'b', 'c')
  await withQueue('left', async ({ page }) => {
    const [queue, looks, shell] = [new QueuePage(page), new LooksPage(page), new ShellPage(page)]
    await looks.choose('consume')
    await queue.look()
    await expect(looks.held).toContainText('3 messages are held')
    // Another part of the same page is not leaving it.
    await queue.tab('Attributes').click()
    await queue.tab('Messages').click()
    await expect(looks.held).toContainText('3 messages are held')
    expect(await received(queueUrl)).toBe(0)
    await shell.open('Journal')
    await expect.poll(() => received(queueUrl), { timeout: 10_000 }).toBe(3)
    await expect(looks.status).toBeHidden()
  })
})

test('quitting returns what is held', async () => {
  const queueUrl = await queueWith('quit', 'a', 'b')
  await withQueue('quit', async ({ page }) => {
    const [queue, looks] = [new QueuePage(page), new LooksPage(page)]
    await looks.choose('consume')
    await queue.look()
    await expect(looks.held).toContainText('2 messages are held')
    expect(await received(queueUrl)).toBe(0)
  })
  expect(await received(queueUrl)).toBe(2)
})

test('a crash leaves nothing unknown: the journal says what is held, and returns it', async () => {
  const queueUrl = await queueWith('crash', 'a', 'b')
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const first = await launchWeir({ folder })
  await new ConnectionsPage(first.page).switchTo('Test emulator')
  await new ShellPage(first.page).open('Queues')
  await new QueueListPage(first.page).openQueue('crash')
  await new LooksPage(first.page).choose('consume')
  await new QueuePage(first.page).look()
  await expect(new LooksPage(first.page).held).toContainText('2 messages are held')
  const isGone = first.app.waitForEvent('close')
  first.app.process().kill('SIGKILL')
  await isGone
  expect(await received(queueUrl)).toBe(0)

  const second = await launchWeir({ folder })
  await new ShellPage(second.page).open('Journal')
  const looks = new LooksPage(second.page)
  await expect(looks.journal).toContainText('2 hidden, not renewed')
  await isAccessible(second)
  await second.page.screenshot({ path: 'test-results/screens/looks-journal.png' })
  await looks.journal.getByRole('button', { name: 'Return now' }).click()
  await expect(looks.journal).toBeHidden()
  expect(await received(queueUrl)).toBe(2)
  await second.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a hold that would move messages is said twice', async () => {
  const sqs = sqsClientFor(emulator.endpoint)
  const from = await createQueue(sqs, 'limited')
  const to = await createQueue(sqs, 'limited-dlq')
  await wireDeadLetters(sqs, { from, to, maxReceiveCount: 1 })
  await sqs.send(new SendMessageCommand({ QueueUrl: from, MessageBody: 'poisoned' }))
  await withQueue('limited', async (weir) => {
    const [queue, looks] = [new QueuePage(weir.page), new LooksPage(weir.page)]
    await looks.choose('consume')
    await expect(queue.ledger).toContainText('The limit is 1')
    await queue.look()
    await expect(looks.held).toContainText('the next receive by anyone moves it')
    await looks.held.getByRole('button', { name: 'Return 1 message' }).click()
    await expect(weir.page.getByText('1 message returned to the queue.')).toBeVisible()
    await queue.lookButton.click()
    const question = weir.page.getByRole('alertdialog')
    await expect(question).toContainText('This look can move 1 message to limited-dlq.')
    await isAccessible(weir)
    await question.getByRole('button', { name: 'Do not look' }).click()
    await expect(question).toBeHidden()
    expect(await received(to)).toBe(0)
    await queue.lookButton.click()
    await question.getByRole('button', { name: 'Look and move 1' }).click()
    await expect.poll(() => received(to)).toBe(1)
  })
})

test('the emulator view shows every message and changes none, beside looks that do', async () => {
  const queueUrl = await queueWith('listed', '{"order":"o-1"}', '{"order":"o-2"}')
  await sqsClientFor(emulator.endpoint).send(
    new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'later', DelaySeconds: 600 }),
  )
  await withQueue('listed', async (weir) => {
    const [queue, looks] = [new QueuePage(weir.page), new LooksPage(weir.page)]
    await looks.choose('emulator view')
    await expect(weir.page.getByText('2 visible · 0 in flight · 1 delayed')).toBeVisible()
    await expect(queue.message('o-1')).toContainText('visible')
    await expect(queue.message('later')).toContainText(/delayed \d+ min/)
    await queue.message('o-2').click()
    await expect(queue.opened).toContainText('"order": "o-2"')
    await isAccessible(weir)
    await weir.page.screenshot({ path: 'test-results/screens/looks-listing.png' })
    await looks.choose('consume')
    await queue.look()
    await looks.choose('emulator view')
    await expect(weir.page.getByText('0 visible · 2 in flight · 1 delayed')).toBeVisible()
    await expect(queue.message('o-1')).toContainText(/in flight \d+ s/)
    await looks.held.getByRole('button', { name: 'Return 2 messages' }).click()
    await expect(weir.page.getByText('2 visible · 0 in flight · 1 delayed')).toBeVisible()
    // One receive by the look, and none by the view.
    const receives = queue.message('o-1').getByRole('gridcell').nth(2)
    await expect(receives).toHaveText('1')
  })
})
