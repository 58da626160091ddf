import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/weir-app.ts'
import { FilterLabPage } from './pages/filter-lab-page.ts'
import { TapPage } from './pages/tap-page.ts'

/** The queues of the sandbox as its list counts them. */
async function countQueues(page: Page): Promise<string> {
  await page.evaluate(() => {
    location.hash = '#/c/sandbox/queues'
  })
  const count = page.getByRole('main').getByText(/^\d+ queues$/)
  await expect(count).toBeVisible()
  await page.keyboard.press('r')
  return (await count.textContent()) ?? ''
}

test('taps a topic, sees what is published, and leaves the queues as they were', async ({
  weir,
}) => {
  const { page } = weir
  await page.locator('html[data-painted="shell"]').waitFor()
  const before = await countQueues(page)
  const tap = new TapPage(page)
  await tap.open('order-events')
  await expect(page.getByText('aws sqs delete-queue')).toBeVisible()
  await expect(page.getByText('sqs:CreateQueue')).toBeVisible()
  await tap.start.click()
  await expect(page.getByRole('contentinfo')).toContainText('tap on order-events')
  // The sandbox's shop publishes by itself.
  await expect(tap.rows.first()).toContainText('"event":"order-')
  await tap.rows.first().click()
  await expect(tap.message).toContainText('"event"')
  await expect(tap.message).toContainText('SNS')
  await tap.stop.click()
  await expect(page.getByText('Stopped. The queue and the subscription are removed.')).toBeVisible()
  await expect(page.getByRole('contentinfo')).not.toContainText('tap on')
  // What came is judged by every filter, out of its envelope; `analytics` has none and gets all.
  await page.getByRole('button', { name: 'Try on the filters' }).click()
  const { matrix } = new FilterLabPage(page)
  await expect(matrix.getByRole('columnheader')).toContainText(['Message', 'analytics'])
  await expect(matrix.getByRole('row').nth(1)).toContainText('{"event":"order-')
  await expect(matrix.getByRole('img', { name: 'delivered', exact: true }).first()).toBeVisible()
  expect(await countQueues(page)).toBe(before)
  expect(weir.refused).toEqual([])
})
