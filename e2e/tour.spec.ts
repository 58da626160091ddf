import { violationsOf } from './fixtures/accessibility.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { QueuePage } from './pages/queue-page.ts'

test('leads a newcomer through the sandbox, is never shown twice, and comes when called for', async () => {
  const weir = await launchWeir({ hasTour: true })
  const { page, folder } = weir
  const tour = page.getByRole('region', { name: 'A short tour' })
  const press = (name: string) => tour.getByRole('button', { name }).click()
  await expect(tour).toContainText('This is the sandbox')
  // Kinesis of the sandbox answers some seconds after SQS: it is waited for.
  await expect(page.getByRole('button', { name: /^1 stream$|^All \d+ streams$/ })).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await press('Next')
  const queue = new QueuePage(page)
  await expect(queue.ledger).toContainText('+1 receive on each')
  await queue.look()
  await expect(queue.report).toContainText(/Received \d+ of up to 10/)
  await press('Next')
  await expect(page.getByRole('tab', { name: 'Send', selected: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'playground' })).toBeVisible()
  await press('Next')
  await expect(page.getByRole('tab', { name: 'Redrive', selected: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'orders-dlq' })).toBeVisible()
  await press('Next')
  await expect(page.getByRole('heading', { name: 'Scenarios' })).toBeVisible()
  await press('Finish')
  await expect(tour).toBeHidden()
  await weir.close()

  const again = await launchWeir({ folder, hasTour: true })
  await again.page.getByRole('row').filter({ hasText: 'orders' }).first().waitFor()
  const second = again.page.getByRole('region', { name: 'A short tour' })
  await expect(second).toBeHidden()
  await again.page.keyboard.press('ControlOrMeta+k')
  await again.page.getByRole('textbox', { name: /^Go to a queue/ }).fill('tour')
  await again.page.getByRole('button', { name: 'Show the tour' }).click()
  await expect(second).toContainText('This is the sandbox')
  await second.getByRole('button', { name: 'Skip the tour' }).click()
  await expect(second).toBeHidden()
  await again.close()
})
