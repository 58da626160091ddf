import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { violationsOf } from './fixtures/accessibility.ts'
import { expect, test } from './fixtures/weir-app.ts'
import type { RunningWeir } from './fixtures/weir-app.ts'
import { CapturesPage } from './pages/captures-page.ts'
import { QueueListPage } from './pages/queue-list-page.ts'
import { QueuePage } from './pages/queue-page.ts'
import { ShellPage } from './pages/shell-page.ts'

/** The system's dialogs for files, as if this one had been chosen. */
async function chooseAlways({ app }: RunningWeir, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, path)
}

async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([])
}

// The playground of the sandbox has one message of its own.
test('messages of a look are kept, found, taken along, and brought back', async ({ weir }) => {
  const { page } = weir
  const [shell, list, queue, captures] = [
    new ShellPage(page),
    new QueueListPage(page),
    new QueuePage(page),
    new CapturesPage(page),
  ]
  await shell.open('Captures')
  await expect(page.getByText('No captures yet')).toBeVisible()
  await shell.open('Queues')
  await list.openQueue('playground')
  for (const body of ['{"order":"o-7919","note":"주문 취소"}', '{"order":"o-7920"}']) {
    await queue.send(body)
    await expect(page.getByText(/Sent/).first()).toBeVisible()
  }
  await queue.tab('Messages').click()
  await queue.look()
  await captures.keep('Poisoned orders')
  await page.getByRole('link', { name: 'Poisoned orders' }).click()

  await expect(captures.count).toHaveText('3 entries')
  await captures.find.fill('취소')
  await expect(captures.count).toHaveText('1 found')
  await captures.rows.first().click()
  await expect(captures.entry).toContainText('o-7919')
  await expectAccessible(page)
  await captures.find.fill('no such thing')
  await expect(page.getByText('Nothing found')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await expect(captures.rows).toHaveCount(3)

  await page.getByRole('button', { name: 'More filters' }).click()
  await page.getByRole('textbox', { name: /^JSONata/ }).fill('body.order = "o-7920"')
  await expect(captures.count).toHaveText('1 found')
  await expect(captures.rows.first()).toContainText('o-7920')
  await captures.savedFilters.save('second order')
  await page.getByRole('button', { name: 'Fewer filters' }).click()
  await expect(captures.rows).toHaveCount(3)
  await captures.savedFilters.use('second order')
  await expect(captures.count).toHaveText('1 found')
  await captures.savedFilters.rename('second order', 'o-7920')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the filter o-7920' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Fewer filters' }).click()
  await expect(captures.rows).toHaveCount(3)

  // Two orders, one of them with a note, and the sandbox's own message.
  await captures.groups.open()
  await captures.groups.by('Shape')
  await expect(captures.groups.status).toHaveText('3 groups, 3 entries')
  await captures.groups.row('note: string').click()
  await expect(captures.count).toHaveText('1 found')
  await expect(captures.rows.first()).toContainText('o-7919')
  await captures.groups.by('Fields')
  await captures.groups.fields('order')
  await expect(captures.groups.status).toHaveText('1 group, 1 entry')
  await page.getByRole('button', { name: /^Remove note: string/ }).click()
  await expect(captures.groups.status).toHaveText('3 groups, 3 entries')
  await captures.groups.row('"o-7920"').click()
  await expect(captures.count).toHaveText('1 found')
  await expect(captures.rows.first()).toContainText('o-7920')
  await expectAccessible(page)
  const path = join(weir.folder, 'orders.ndjson')
  await chooseAlways(weir, path)
  await page.getByRole('button', { name: 'Export…' }).click()
  await page.getByRole('menuitem', { name: 'What is found: NDJSON' }).click()
  await expect(page.getByText(`1 entry written to ${path}`)).toBeVisible()
  expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(2)
  await page.getByRole('button', { name: 'Remove "o-7920" from the search' }).click()
  await expect(captures.rows).toHaveCount(3)

  await page.getByRole('button', { name: 'Export…' }).click()
  await page.getByRole('menuitem', { name: 'NDJSON, nothing lost' }).click()
  await expect(page.getByText(`3 entries written to ${path}`)).toBeVisible()
  expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(4)

  await page.getByRole('button', { name: 'Delete capture' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 capture' }).click()
  await expect(page.getByText('No captures yet')).toBeVisible()
  await page.getByRole('button', { name: 'Import…' }).first().click()
  await expect(captures.count).toHaveText('3 entries')

  await page.keyboard.press('e')
  await page.getByRole('textbox', { name: 'Name' }).fill('Brought back')
  await page.getByRole('textbox', { name: 'Note' }).fill('for the morning')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('for the morning')).toBeVisible()
  await shell.open('Captures')
  await expect(captures.list.getByText('Brought back')).toBeVisible()
  await expectAccessible(page)
})
