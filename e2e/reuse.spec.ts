import { expect, test } from './fixtures/weir-app.ts'
import { QueueListPage } from './pages/queue-list-page.ts'
import { QueuePage } from './pages/queue-page.ts'
import { ShellPage } from './pages/shell-page.ts'

test('a dead letter is mended and sent to where it failed, and kept as a template', async ({
  weir,
}) => {
  const { page } = weir
  const queue = new QueuePage(page)
  await new ShellPage(page).open('Queues')
  await new QueueListPage(page).openQueue('orders-dlq')
  await queue.look()
  await queue.message('"total":"12,5O"').first().click()
  await expect(queue.opened).toContainText('12,5O')
  await queue.opened.getByRole('button', { name: 'Edit & send' }).click()
  await page.getByRole('menuitem', { name: 'Save as template…' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('a bad order')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(queue.opened.getByRole('button', { name: 'Saved' })).toBeVisible()

  await queue.messages.focus()
  await page.keyboard.press('e')
  await expect(queue.heading('orders')).toBeVisible()
  await expect(
    page.getByText(/The form was filled from “message .{8} of orders-dlq”/),
  ).toBeVisible()
  const body = page.getByRole('textbox', { name: 'Message body' })
  await expect(body).toContainText('12,5O')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(body).not.toContainText('12,5O')
  await page.getByRole('button', { name: 'Templates' }).click()
  await page.getByRole('button', { name: 'Use a bad order' }).click()
  await expect(body).toContainText('12,5O')
  await body.fill('{"order":"mended"}')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Sent' })).toBeVisible()
})
