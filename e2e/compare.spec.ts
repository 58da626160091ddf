import { violationsOf } from './fixtures/accessibility.ts'
import { expect, test } from './fixtures/weir-app.ts'
import { QueueListPage } from './pages/queue-list-page.ts'
import { QueuePage } from './pages/queue-page.ts'
import { ShellPage } from './pages/shell-page.ts'

test('two orders are compared, swapped, and let go', async ({ weir }) => {
  const { page } = weir
  const queue = new QueuePage(page)
  await new ShellPage(page).open('Queues')
  await new QueueListPage(page).openQueue('playground')
  for (const total of [1, 2]) {
    await queue.send(`{"order": "same", "total": ${String(total)}}`)
    await expect(page.getByText(/Sent/).first()).toBeVisible()
  }
  await queue.tab('Messages').click()
  await queue.look()
  await queue.message('"total": 1').click()
  await queue.opened.getByRole('button', { name: 'Compare' }).click()
  await expect(queue.opened.getByText(/choose the other message/)).toBeVisible()
  await queue.message('"total": 2').click()
  const comparison = page.getByRole('region', { name: 'Comparison' })
  const sides = comparison.getByRole('textbox')
  await expect(sides).toHaveCount(2)
  await expect(sides.first()).toContainText('"total": 1')
  await expect(sides.last()).toContainText('"total": 2')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violationsOf(page)).toEqual([])
  }
  await comparison.getByRole('button', { name: 'Swap the two sides' }).click()
  await expect(sides.first()).toContainText('"total": 2')
  await page.keyboard.press('Escape')
  await expect(comparison).toHaveCount(0)
  await expect(queue.opened).toContainText('"total": 2')
})
