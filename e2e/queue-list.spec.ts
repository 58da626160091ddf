import { mkdirSync, rmSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { createQueue, createQueues, wireDeadLetters } from '../src-main/testing/contract-queues.ts'
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
import { ShellPage } from './pages/shell-page.ts'

const queueCount = 5_000
const pictures = 'test-results/queue-list'
let large: Emulator
let small: Emulator
let proxy: FaultProxy

test.beforeAll(async () => {
  test.setTimeout(120_000)
  large = await startFauxqs()
  small = await startFauxqs()
  proxy = await startFaultProxy({ target: small.endpoint })
  const names = Array.from(
    { length: queueCount - 2 },
    (_, at) => `team-${String(at % 7)}-${String(at).padStart(4, '0')}`,
  )
  await createQueues(sqsClientFor(large.endpoint), names)
  for (const emulator of [large, small]) {
    const sqs = sqsClientFor(emulator.endpoint)
    const [from, to] = [await createQueue(sqs, 'orders'), await createQueue(sqs, 'orders-dlq')]
    await wireDeadLetters(sqs, { from, to, maxReceiveCount: 3 })
  }
  await createQueue(sqsClientFor(small.endpoint), 'mails.fifo', { FifoQueue: 'true' })
})
test.afterAll(async () => {
  await proxy.close()
  await large.close()
  await small.close()
})
test.afterEach(() => {
  proxy.clear()
})

interface Look {
  theme?: 'light' | 'dark'
  size?: readonly [width: number, height: number]
}

async function withList(
  endpoint: string,
  run: (weir: RunningWeir, list: QueueListPage) => Promise<void>,
  { theme = 'light', size }: Look = {},
): Promise<void> {
  const folder = folderWithEmulator({ endpoint })
  const weir = await launchWeir({ folder, settings: { theme, language: 'en' } })
  if (size !== undefined) {
    await weir.app.evaluate(({ BrowserWindow }, [width, height]) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
    }, size)
  }
  await new ConnectionsPage(weir.page).switchTo('Test emulator')
  await new ShellPage(weir.page).open('Queues')
  await run(weir, new QueueListPage(weir.page))
  expect(weir.refused).toEqual([])
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
}

async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([])
}

test('5,000 queues: listed, searched while typing, sorted, scrolled, and their place kept', async () => {
  test.setTimeout(90_000)
  await withList(large.endpoint, async ({ page }, list) => {
    await expect(page.getByText('5,000 queues', { exact: true })).toBeVisible()
    await list.sortBy('Name')
    await expect(list.table.getByRole('row').nth(1)).toContainText('orders')
    await list.search.fill('4999')
    await list.search.fill('499')
    await expect(page.getByText(/^\d+ of 5,000$/)).toBeVisible()
    await expect(list.row('team-2-0499')).toBeVisible()
    await list.search.fill('')
    await list.table.focus()
    await page.keyboard.press('End')
    const last = list.table.getByRole('row', { selected: true })
    const name = await last.getByRole('gridcell').nth(2).innerText()
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Messages' }).waitFor()
    await page.keyboard.press('Escape')
    await expect(last).toContainText(name)
    await page.keyboard.press('r')
    await expect(last).toContainText(name)
    await expect(list.table).toBeFocused()
  })
})

test('favourites and selection by keys; what was chosen is there after a restart', async () => {
  await withList(small.endpoint, async ({ page, app }, list) => {
    await list.row('orders').click()
    await page.keyboard.press('f')
    await expect(list.star('orders')).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Control+a')
    await expect(page.getByText('3 selected')).toBeVisible()
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Copy 3 names' }).click()
    await expect
      .poll(async () => (await app.evaluate(({ clipboard }) => clipboard.readText())).split('\n'))
      .toEqual(expect.arrayContaining(['orders', 'orders-dlq', 'mails.fifo']))
    await list.table.focus()
    await page.keyboard.press('Escape')
    await expect(page.getByText('3 queues', { exact: true })).toBeVisible()
    await page.keyboard.press('Shift+F')
    await expect(list.table.getByRole('row')).toHaveCount(2)
    await page.reload()
    await expect(list.star('orders')).toHaveAttribute('aria-pressed', 'true')
    await expect(list.table.getByRole('row')).toHaveCount(2)
  })
})

test('without the right to list: why, which permission, and queues by URL or ARN all the same', async () => {
  proxy.inject({ action: 'ListQueues', fault: 'access-denied' })
  await withList(proxy.endpoint, async ({ page }, list) => {
    await expect(page.getByRole('alert')).toContainText('sqs:ListQueues')
    await page.getByRole('button', { name: 'Add a queue by URL or ARN' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('URL or ARN').fill('orders')
    await dialog.getByRole('button', { name: 'Add the queue' }).click()
    await expect(dialog.getByRole('alert')).toContainText('neither the URL nor the ARN')
    await dialog.getByLabel('URL or ARN').fill('arn:aws:sqs:us-east-1:000000000000:orders')
    await dialog.getByRole('button', { name: 'Add the queue' }).click()
    await expect(list.row('orders')).toContainText('std')
    await expect(list.row('orders').getByRole('img', { name: 'Added by URL or ARN' })).toBeVisible()
    await expect(page.getByRole('alert')).toContainText('Access denied')
    await expectAccessible(page)
  })
})

test('a dead-letter queue is linked both ways', async () => {
  await withList(small.endpoint, async ({ page }, list) => {
    await expect(list.row('orders-dlq')).toContainText('dead-letter queue of orders')
    await list.row('orders').getByRole('button', { name: 'Open orders-dlq' }).click()
    await expect(page).toHaveURL(/queues\/orders-dlq/)
  })
})

for (const [theme, size] of [
  ['light', [1280, 800]],
  ['dark', [2560, 1440]],
] as const) {
  test(`the list at ${size.join('×')}, ${theme}`, async () => {
    mkdirSync(pictures, { recursive: true })
    for (const [name, emulator] of Object.entries({ few: small, many: large })) {
      await withList(
        emulator.endpoint,
        async ({ page }, list) => {
          await list.row('orders').waitFor()
          await list.row('orders').getByRole('checkbox').click()
          await expect(page.getByText('1 selected')).toBeVisible()
          await page.screenshot({ path: `${pictures}/${name}-${size.join('x')}-${theme}.png` })
          await expectAccessible(page)
        },
        { theme, size },
      )
    }
  })
}
