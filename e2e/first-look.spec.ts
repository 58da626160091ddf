import { expect, test } from './fixtures/weir-app.ts'
import { QueueListPage } from './pages/queue-list-page.ts'
import { QueuePage } from './pages/queue-page.ts'
import { ShellPage } from './pages/shell-page.ts'

test('a newcomer finds the poisoned order and knows what looking cost', async ({ weir }) => {
  const [shell, list, queue] = [
    new ShellPage(weir.page),
    new QueueListPage(weir.page),
    new QueuePage(weir.page),
  ]
  await shell.open('Queues')
  await expect(list.row('orders-dlq')).toContainText('not empty')
  await list.openQueue('orders-dlq')
  await expect(queue.ledger).toContainText('+1 receive on each')
  await expect(queue.ledger).toContainText('nothing is hidden from consumers')
  await queue.look()
  await expect(queue.report).toContainText(
    /Received \d+ of up to 10\. Each now has one receive more\./,
  )
  await queue.messages.getByRole('row').nth(1).click()
  await expect(queue.opened).toContainText('"total": "12,5O"')
  await shell.open('Journal')
  await expect(weir.page.getByRole('row').filter({ hasText: 'orders-dlq' }).first()).toContainText(
    'messages.look',
  )
})

test('depths move by themselves', async ({ weir }) => {
  const [shell, list] = [new ShellPage(weir.page), new QueueListPage(weir.page)]
  await shell.open('Queues')
  await list.row('orders').waitFor()
  const first = await list.visible('orders')
  await expect.poll(() => list.visible('orders'), { timeout: 30_000 }).not.toBe(first)
})

test('sends a message, sees it arrive, reads it, deletes it', async ({ weir }) => {
  const [shell, list, queue] = [
    new ShellPage(weir.page),
    new QueueListPage(weir.page),
    new QueuePage(weir.page),
  ]
  await shell.open('Queues')
  await list.openQueue('playground')
  await queue.send('{"hello": "from the test", "number": 12345678901234567890}')
  await expect(weir.page.getByText(/Sent/).first()).toBeVisible()
  await queue.tab('Messages').click()
  await queue.look()
  await queue.message('from the test').click()
  await expect(queue.opened).toContainText('"number": 12345678901234567890')
  await queue.deleteMessage('from the test')
  await expect(queue.message('from the test')).toContainText('deleted')
  await queue.look()
  await shell.open('Journal')
  const rows = weir.page.getByRole('row').filter({ hasText: 'playground' })
  await expect(rows.filter({ hasText: 'messages.delete' })).toContainText('done')
  await expect(rows.filter({ hasText: 'messages.send' })).toContainText('done')
})

test('the keyboard alone is enough', async ({ weir }) => {
  const [shell, list, queue] = [
    new ShellPage(weir.page),
    new QueueListPage(weir.page),
    new QueuePage(weir.page),
  ]
  await shell.isPainted()
  await weir.page.keyboard.press('g')
  await weir.page.keyboard.press('q')
  await list.row('orders-dlq').waitFor()
  await weir.page.keyboard.press('/')
  await weir.page.keyboard.type('orders-d')
  await expect(list.table.getByRole('row')).toHaveCount(2)
  await weir.page.keyboard.press('ArrowDown')
  await weir.page.keyboard.press('Enter')
  await expect(queue.heading('orders-dlq')).toBeVisible()
  await expect(queue.ledger).toContainText('+1 receive')
  await weir.page.keyboard.press('l')
  await weir.page.keyboard.press('Enter')
  await expect(queue.report).toContainText('Received')
})
