import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs'
import { rmSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { createTopic, subscribeQueue } from '../src-main/testing/contract-topics.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { SendPage } from './pages/send-page.ts'
import { TopicPage } from './pages/topic-page.ts'

let emulator: Emulator
test.beforeAll(async () => {
  emulator = await startFauxqs()
})
test.afterAll(() => emulator.close())

test('publishes 25 messages to a topic, says of each what became of it, and all arrive', async () => {
  const [sns, sqs] = [snsClientFor(emulator.endpoint), sqsClientFor(emulator.endpoint)]
  const queueUrl = await createQueue(sqs, 'billing')
  await subscribeQueue(sns, await createTopic(sns, 'orders'), { queueName: 'billing' })
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const weir = await launchWeir({ folder, settings: { theme: 'light', language: 'en' } })
  const { page } = weir
  await new ConnectionsPage(page).switchTo('Test emulator')
  const topics = new TopicPage(page)
  await topics.openList()
  await page.getByRole('grid').getByText('orders', { exact: true }).click()
  await page.getByRole('tab', { name: 'Publish' }).click()
  await page
    .getByRole('radiogroup', { name: 'What to publish' })
    .getByText('Repeat', { exact: true })
    .click()
  const send = new SendPage(page)
  await send.typeBody('{"order":{{index}}}')
  await page.getByRole('textbox', { name: 'How many' }).fill('25')
  await page.getByRole('button', { name: /^(Publish|Send) 25/ }).click()
  await expect(send.progress).toContainText('25')
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  await expect
    .poll(async () => {
      const command = new GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: ['ApproximateNumberOfMessages'],
      })
      return (await sqs.send(command)).Attributes?.['ApproximateNumberOfMessages']
    })
    .toBe('25')
  expect(weir.refused).toEqual([])
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
})
