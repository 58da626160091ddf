import { rmSync } from 'node:fs'
import { DeleteQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { startFaultProxy } from '../src-main/testing/fault-proxy.ts'
import type { FaultProxy } from '../src-main/testing/fault-proxy.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import type { SavedEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import type { RunningWeir } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { QueueListPage } from './pages/queue-list-page.ts'
import { QueuePage } from './pages/queue-page.ts'
import { ShellPage } from './pages/shell-page.ts'

let emulator: Emulator
let proxy: FaultProxy

test.beforeAll(async () => {
  emulator = await startFauxqs()
  proxy = await startFaultProxy({ target: emulator.endpoint })
})
test.afterAll(async () => {
  await proxy.close()
  await emulator.close()
})
test.afterEach(() => {
  proxy.clear()
})

/** Opens Weir on the queues of an emulator that was saved before. */
async function withWeir(
  saved: Omit<SavedEmulator, 'endpoint'>,
  run: (weir: RunningWeir) => Promise<void>,
): Promise<void> {
  const folder = folderWithEmulator({ endpoint: proxy.endpoint, ...saved })
  const weir = await launchWeir({ folder })
  await new ConnectionsPage(weir.page).switchTo('Test emulator')
  await new ShellPage(weir.page).open('Queues')
  await run(weir)
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
}

async function queueWith(name: string, ...bodies: string[]): Promise<string> {
  const sqs = sqsClientFor(emulator.endpoint)
  const queueUrl = await createQueue(sqs, name)
  for (const body of bodies)
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }))
  return queueUrl
}

test('hostile bodies are shown as text and run nothing', async () => {
  await queueWith(
    'hostile',
    '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>',
  )
  await withWeir({}, async ({ page }) => {
    const queue = new QueuePage(page)
    await new QueueListPage(page).openQueue('hostile')
    await queue.look()
    await queue.messages.getByRole('row').nth(1).click()
    await expect(queue.opened).toContainText('<script>document.title="owned"</script>')
    expect(await page.title()).toBe('Weir')
    expect(await page.locator('article img, article script').count()).toBe(0)
  })
})

test('a body of 1 MiB on one line opens, and the window goes on answering', async () => {
  await queueWith('large', `{"text":"${'x'.repeat(1_048_560)}"}`)
  await withWeir({}, async ({ page }) => {
    const queue = new QueuePage(page)
    await new QueueListPage(page).openQueue('large')
    await queue.look()
    await queue.messages.getByRole('row').nth(1).click()
    await expect(queue.opened).toContainText('"text": "xxx')
    await queue.tab('Attributes').click()
    await expect(page.getByText('QueueArn')).toBeVisible()
  })
})

test('a queue deleted while it is open: said so, and what was seen stays', async () => {
  const queueUrl = await queueWith('short-lived', 'still to be read')
  await withWeir({}, async ({ page }) => {
    const queue = new QueuePage(page)
    await new QueueListPage(page).openQueue('short-lived')
    await queue.look()
    await queue.message('still to be read').click()
    await sqsClientFor(emulator.endpoint).send(new DeleteQueueCommand({ QueueUrl: queueUrl }))
    await expect(page.getByText('short-lived does not exist any more')).toBeVisible()
    await expect(queue.opened).toContainText('still to be read')
    await page
      .getByRole('button', { name: 'Back to queues' })
      .or(page.getByRole('link', { name: 'Back to queues' }))
      .click()
    await expect(new QueueListPage(page).search).toBeVisible()
  })
})

test('a lost reply on send: one message, and Weir says that it does not know', async () => {
  await queueWith('uncertain')
  await withWeir({}, async ({ page }) => {
    const queue = new QueuePage(page)
    await new QueueListPage(page).openQueue('uncertain')
    proxy.inject({ action: 'SendMessage', times: 1, fault: 'lost-reply' })
    const before = proxy.count('SendMessage')
    await queue.send('{"sent": "once"}')
    await expect(page.getByText('may or may not be in the queue').first()).toBeVisible()
    expect(proxy.count('SendMessage') - before).toBe(1)
    await queue.tab('Messages').click()
    await queue.look()
    await expect(queue.message('once')).toHaveCount(1)
  })
})

test('a read-only connection cannot look, and no receive is made', async () => {
  await queueWith('guarded', 'not for the eyes')
  const receives = proxy.count('ReceiveMessage')
  await withWeir({ guard: 'read-only' }, async ({ page }) => {
    const queue = new QueuePage(page)
    await new QueueListPage(page).openQueue('guarded')
    await expect(queue.ledger).toContainText('+1 receive')
    await expect(queue.lookButton).toBeDisabled()
    await expect(page.getByText(/A look needs/).first()).toBeVisible()
    expect(proxy.count('ReceiveMessage')).toBe(receives)
  })
})

test('a hidden window makes no calls at all', async () => {
  await queueWith('watched')
  await withWeir({}, async ({ app, page }) => {
    await new QueueListPage(page).row('watched').waitFor()
    const calls = (): number => proxy.count()
    const before = calls()
    await expect.poll(calls).toBeGreaterThan(before + 3)
    // Playwright makes every page believe that it is seen, so this proves main's own guard; the page's is proved in
    // src-renderer/api/demand.test.ts.
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.hide()
    })
    // A round that had begun may still end. Then eight looks in a row, four seconds, see no further call; shown, the
    // window makes some each second.
    let [last, quiet] = [calls(), 0]
    const quietLooks = (): number => {
      quiet = calls() === last ? quiet + 1 : 0
      last = calls()
      return quiet
    }
    await expect.poll(quietLooks, { timeout: 20_000, intervals: [500] }).toBeGreaterThanOrEqual(8)
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.show()
    })
    const hidden = calls()
    await expect.poll(calls).toBeGreaterThan(hidden)
  })
})

test('an emulator is added by its address, and its queues are there', async ({ weir }) => {
  await queueWith('found-there')
  const connections = new ConnectionsPage(weir.page)
  await connections.add('My emulator', proxy.endpoint)
  await expect(connections.switcher).toContainText('My emulator')
  await new ShellPage(weir.page).open('Queues')
  await expect(new QueueListPage(weir.page).row('found-there')).toBeVisible()
  expect(weir.refused).toEqual([])
})

test('an endpoint where nobody answers: what, where, and what to do', async () => {
  const gone = await startFaultProxy({ target: emulator.endpoint })
  await gone.close()
  const folder = folderWithEmulator({ endpoint: gone.endpoint })
  const weir = await launchWeir({ folder })
  await new ConnectionsPage(weir.page).switchTo('Test emulator')
  await new ShellPage(weir.page).open('Queues')
  await expect(weir.page.getByRole('alert').first()).toContainText(gone.endpoint)
  await expect(weir.page.getByRole('button', { name: 'Try again' }).first()).toBeVisible()
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
})
