import { violationsOf } from './fixtures/accessibility.ts'
import { expect, test } from './fixtures/weir-app.ts'
import { TracePage } from './pages/trace-page.ts'

test('traces a message: where it arrives and after how long, and why it does not elsewhere', async ({
  weir,
}) => {
  const { page } = weir
  await page.locator('html[data-painted="shell"]').waitFor()
  const trace = new TracePage(page)
  await trace.open('order-events')
  // `analytics` has no filter; the others want an attribute that this message has not.
  await expect(trace.plan.getByRole('row').filter({ hasText: 'analytics' })).toContainText(
    'gets it',
  )
  await expect(trace.plan.getByRole('row').filter({ hasText: 'shipping' })).toContainText(
    'event is missing',
  )
  await expect(page.getByText('1 queue is looked into')).toBeVisible()
  await trace.start.click()
  await expect(page.getByRole('main')).toContainText('SNS answered in')
  await expect(trace.row('shipping')).toContainText('event is missing')
  await expect(trace.row('billing')).toContainText('not watched')
  await expect(trace.row('analytics')).toContainText(/arrived.*\d ms|not seen/, { timeout: 40_000 })
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Trace another message' }).click()
  await expect(trace.plan).toBeVisible()
  expect(weir.refused).toEqual([])
})

test('sees by a tap what SNS sends to a subscription, touches no queue, and leaves nothing', async ({
  weir,
}) => {
  const { page } = weir
  await page.locator('html[data-painted="shell"]').waitFor()
  const trace = new TracePage(page)
  await trace.open('order-events')
  await trace.tick('analytics').click()
  await expect(page.getByText('No queue is looked into')).toBeVisible()
  await page.getByRole('button', { name: 'Queues, IAM actions and undo' }).click()
  await expect(page.getByRole('dialog')).toContainText('weir-tap-order-events-')
  await expect(page.getByRole('dialog')).toContainText('sqs:CreateQueue')
  expect(await violationsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await trace.start.click()
  await expect(trace.row('analytics')).toContainText(/sent \(tap\).*\d ms/)
  await expect(trace.row('analytics')).toContainText('SNS sends it to this subscription')
  await expect(page.getByRole('main')).toContainText('Ended: 1 of 1 sent')
  await expect(page.getByRole('button', { name: /tap on order-events/ })).toBeHidden()
  expect(weir.refused).toEqual([])
})
