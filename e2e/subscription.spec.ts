import { rmSync } from 'node:fs'
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns'
import type { Page } from '@playwright/test'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { TopicPage } from './pages/topic-page.ts'

const topicArn = 'arn:aws:sns:us-east-1:000000000000:invoices'
const hook = 'https://example.com/hook'
let emulator: Emulator
/** fauxqs takes the ARN of a subscription as its token. */
let token: string

test.beforeAll(async () => {
  emulator = await startFauxqs()
  await createQueue(sqsClientFor(emulator.endpoint), 'failures')
  const sns = snsClientFor(emulator.endpoint)
  await sns.send(new CreateTopicCommand({ Name: 'invoices' }))
  const wanted = { TopicArn: topicArn, Protocol: 'https', Endpoint: hook }
  const { SubscriptionArn = '' } = await sns.send(
    new SubscribeCommand({ ...wanted, ReturnSubscriptionArn: true }),
  )
  token = SubscriptionArn
})
test.afterAll(() => emulator.close())

async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([])
}

test('a subscription is confirmed by the URL that was pasted, and gets a dead-letter queue', async () => {
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const weir = await launchWeir({ folder, settings: { theme: 'dark', language: 'en' } })
  const { page } = weir
  await new ConnectionsPage(page).switchTo('Test emulator')
  const topics = new TopicPage(page)
  await topics.openList()
  await topics.openTopic('invoices')
  await topics.subscription('hook').click()

  await page.getByRole('button', { name: 'Confirm…' }).click()
  const confirming = page.getByRole('dialog', { name: `Confirm ${hook}` })
  const url = `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=${encodeURIComponent(token)}`
  await confirming.getByRole('textbox', { name: 'Token' }).fill(url)
  await expectAccessible(page)
  await confirming.getByRole('button', { name: 'Confirm subscription' }).click()
  await expect(confirming.getByText(`Confirmed: ${token}.`)).toBeVisible()
  await confirming.getByText('Close', { exact: true }).click()
  await expect(page.getByText('1 subscription', { exact: true }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Confirm…' })).toBeHidden()

  await page.getByRole('button', { name: 'Dead-letter queue…' }).click()
  const choosing = page.getByRole('dialog', { name: `Dead-letter queue of ${hook}` })
  await choosing.getByRole('combobox', { name: 'Queue' }).click()
  await page.getByRole('option', { name: 'failures' }).click()
  await choosing.getByRole('button', { name: 'Let the topic in…' }).click()
  await expect(choosing.getByText("This queue's policy lets the topic in.")).toBeVisible()
  await choosing.getByRole('button', { name: 'Save dead-letter queue' }).click()
  await expect(choosing.getByText('What cannot be delivered goes to failures.')).toBeVisible()
  await expectAccessible(page)
  await choosing.getByText('Close', { exact: true }).click()
  await expect(topics.subscription('hook')).toContainText('failures')

  for (const name of ['Delivery policy…', 'Raw delivery…']) {
    await page.getByRole('button', { name }).click()
    await page.getByRole('dialog').getByRole('button', { name: /^Save/ }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  expect(weir.refused).toEqual([])
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
})
