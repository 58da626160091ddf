import { rmSync } from 'node:fs'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { TopicPage } from './pages/topic-page.ts'

let emulator: Emulator

test.beforeAll(async () => {
  emulator = await startFauxqs()
  await createQueue(sqsClientFor(emulator.endpoint), 'billing')
})
test.afterAll(() => emulator.close())

test('a topic is created, a queue subscribed with its policy, the filter edited, all deleted', async () => {
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const weir = await launchWeir({ folder, settings: { theme: 'light', language: 'en' } })
  const { page } = weir
  await new ConnectionsPage(page).switchTo('Test emulator')
  const topics = new TopicPage(page)
  await topics.openList()
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })

  await button('Create topic').click()
  const creating = dialog('Create a topic')
  await creating.getByRole('textbox', { name: 'Name', exact: true }).fill('invoices')
  await creating.getByRole('button', { name: 'Create topic' }).click()
  await topics.openTopic('invoices')

  await button('Subscribe…').click()
  const subscribing = dialog('Subscribe to invoices')
  await subscribing.getByRole('combobox', { name: 'Queue' }).click()
  await page.getByRole('option', { name: 'billing' }).click()
  await expect(subscribing.getByText(/does not let the topic in/)).toBeVisible()
  await subscribing.getByRole('button', { name: 'Let the topic in…' }).click()
  await expect(subscribing.getByText("This queue's policy lets the topic in.")).toBeVisible()
  await subscribing.getByRole('textbox', { name: 'Filter policy' }).fill('{"type":["paid"]}')
  await subscribing.getByRole('button', { name: 'Subscribe' }).click()
  await expect(subscribing.getByText(/Subscribed: arn/)).toBeVisible()
  await subscribing.getByText('Close', { exact: true }).click()

  await topics.subscription('billing').click()
  await button('Edit filter').click()
  const editing = dialog(/^Filter of/)
  await editing.getByRole('textbox', { name: 'Filter policy' }).fill('{"type":["sent"]}')
  await editing.getByRole('button', { name: 'Save filter' }).click()
  await expect(editing.getByText(/takes up to 15 minutes until/)).toBeVisible()
  await editing.getByText('Close', { exact: true }).click()
  await expect(topics.subscription('billing')).toContainText('sent')

  await button('More for this topic').click()
  await page.getByRole('menuitem', { name: 'Delete topic…' }).click()
  const deleting = dialog('Delete invoices?')
  await expect(deleting).toContainText('1 subscription ends.')
  await deleting.getByRole('button', { name: 'Delete topic' }).click()
  await expect(page.getByText('invoices was deleted.')).toBeVisible()
  expect(weir.refused).toEqual([])
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
})
