import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures/weir-app.ts'
import { JournalPage } from './pages/journal-page.ts'
import { QueueListPage } from './pages/queue-list-page.ts'
import { QueuePage } from './pages/queue-page.ts'
import { ShellPage } from './pages/shell-page.ts'

test('the journal finds a change, names the calls behind it, and can be taken along', async ({
  weir,
}) => {
  const { page } = weir
  const [shell, list, queue, journal] = [
    new ShellPage(page),
    new QueueListPage(page),
    new QueuePage(page),
    new JournalPage(page),
  ]
  await shell.open('Queues')
  await list.openQueue('playground')
  await queue.send('{"card": 4711}')
  await expect(page.getByText(/Sent/).first()).toBeVisible()
  await queue.tab('Messages').click()
  await queue.look()

  await shell.open('Journal')
  await expect(journal.entry('messages.look')).toHaveCount(1)
  await page.keyboard.press('/')
  await page.keyboard.type('send-message')
  await expect(journal.entry('messages.look')).toHaveCount(0)
  await journal.entry('messages.send').click()
  await expect(journal.details).toContainText('aws sqs send-message --queue-url')
  await expect(journal.details).not.toContainText('4711')

  const path = join(weir.folder, 'journal.ndjson')
  await weir.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await page.getByRole('button', { name: 'Export 1 entry' }).click()
  await expect(page.getByRole('status').filter({ hasText: path })).toBeVisible()
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('"operation":"messages.send"')

  await journal.search.fill('nothing is called like this')
  await page.getByRole('button', { name: 'Show all entries' }).click()
  await expect(journal.entry('messages.look')).toHaveCount(1)
})

test('a price of one’s own is kept, and the list price comes back', async ({ weir }) => {
  const { page } = weir
  await new ShellPage(page).open('Settings')
  const price = page.getByRole('textbox', { name: /Price of SQS standard queue/ })
  await price.fill('0.25')
  await price.press('Enter')
  await page.getByRole('button', { name: 'Back to $0.40' }).click()
  await expect(price).toHaveValue('$0.400')
})

test('the palette does what the page offers', async ({ weir }) => {
  const { page } = weir
  const [shell, journal] = [new ShellPage(page), new JournalPage(page)]
  await shell.open('Journal')
  await page.getByRole('heading', { name: 'Nothing changed yet' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: /^Go to a queue/ }).fill('Search operation')
  await page.keyboard.press('Enter')
  await expect(journal.search).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('On this page')
})
