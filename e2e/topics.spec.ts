import { rmSync } from 'node:fs'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { createTopic, makeMany, subscribeQueue } from '../src-main/testing/contract-topics.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import type { RunningWeir } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { FilterLabPage } from './pages/filter-lab-page.ts'
import { QueuePage } from './pages/queue-page.ts'
import { TopicPage } from './pages/topic-page.ts'

const manyTopics = 230
let emulator: Emulator

/** A topic with three queues, as the sandbox has it, but nobody who empties them. */
async function createShop(endpoint: string): Promise<void> {
  const [sns, sqs] = [snsClientFor(endpoint), sqsClientFor(endpoint)]
  for (const name of ['billing', 'shipping', 'analytics']) await createQueue(sqs, name)
  const topicArn = await createTopic(sns, 'order-events')
  await subscribeQueue(sns, topicArn, {
    queueName: 'billing',
    attributes: { FilterPolicy: '{"event":["order-paid"]}' },
  })
  await subscribeQueue(sns, topicArn, {
    queueName: 'shipping',
    attributes: {
      FilterPolicyScope: 'MessageBody',
      FilterPolicy: '{"order":{"weightGrams":[{"numeric":["<=",20000]}]}}',
    },
  })
  await subscribeQueue(sns, topicArn, { queueName: 'analytics' })
  await makeMany(manyTopics - 1, (at) => createTopic(sns, `many-${String(at).padStart(3, '0')}`))
}

test.beforeAll(async () => {
  emulator = await startFauxqs()
  await createShop(emulator.endpoint)
})
test.afterAll(() => emulator.close())

async function withTopics(run: (weir: RunningWeir, topics: TopicPage) => Promise<void>) {
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const weir = await launchWeir({ folder, settings: { theme: 'light', language: 'en' } })
  await new ConnectionsPage(weir.page).switchTo('Test emulator')
  const topics = new TopicPage(weir.page)
  await topics.openList()
  await run(weir, topics)
  expect(weir.refused).toEqual([])
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
}

test('who gets a message, why the others do not, and that it arrives', async () => {
  await withTopics(async ({ page }, topics) => {
    await topics.search.fill('order')
    await expect(topics.topic('order-events')).toContainText('sqs 3')
    await topics.openTopic('order-events')
    await expect(topics.subscription('billing')).toContainText('order-paid')
    await topics.subscription('shipping').click()
    await expect(page.getByText('the message body (MessageBody)')).toBeVisible()

    await topics.openTab('Publish')
    await topics.writeBody('{"event":"order-paid","order":{"weightGrams":25000}}')
    await expect(topics.recipient('analytics')).toContainText('no filter: everything passes')
    await expect(topics.recipient('shipping')).toContainText(
      'order.weightGrams is 25000; wanted {"numeric":["<=",20000]}',
    )
    await expect(topics.recipient('billing')).toContainText(
      'event is not in the attributes, where the filter looks; the body has it',
    )
    await topics.writeBody('{"order":{"weightGrams":200},"note":"from the test"}')
    await expect(topics.recipient('shipping')).toContainText('passes the filter')
    await page.getByRole('button', { name: 'Publish message' }).click()
    await expect(page.getByText('Published. Message id')).toBeVisible()

    // SNS's word for it is not enough: the queues are looked into.
    const queue = new QueuePage(page)
    await topics.recipient('shipping').getByRole('link').click()
    await queue.look()
    await expect(queue.messages).toContainText('from the test')
    await page.keyboard.press('Escape')
    await topics.recipient('billing').getByRole('link').click()
    await queue.look()
    await expect(queue.report).toContainText('No message')
  })
})

test('a broken filter says why, and what it would lose', async () => {
  await withTopics(async ({ page }, topics) => {
    await topics.search.fill('order')
    await topics.openTopic('order-events')
    await topics.subscription('billing').click()
    await page.getByRole('button', { name: 'Try this filter on messages' }).click()
    const lab = new FilterLabPage(page)
    await lab.writeBody('{"event":"order-paid"}')
    await expect(lab.decision).toContainText('Not delivered')
    await lab.decision.getByRole('button', { name: 'Look into the body instead' }).click()
    await expect(lab.decision).toContainText('Delivered')
    await lab.keep()
    await lab.writePolicy('{"event":["Order-paid"],"total":[{"numeric":[">",10]}]}')
    await expect(lab.decision).toContainText('2 of 2 keys do not pass')
    await expect(lab.why).toContainText('would pass but for upper and lower case')
    await expect(lab.why).toContainText('total is missing')
    await expect(lab.whatIf).toContainText('It would look into the body')
    await lab.writePolicy('{"event":[{"wildcard":"order-*"}]}')
    await expect(lab.decision).toContainText('is an operator of EventBridge')
    await lab.showEvery()
    await expect(lab.matrix.getByRole('row')).toHaveCount(3)
    await expect(lab.matrix.getByRole('img', { name: 'delivered', exact: true })).toHaveCount(2)

    // The way there from a message that is about to be published.
    await topics.openTab('Publish')
    await topics.writeBody('{"order":{"weightGrams":25000}}')
    await topics
      .recipient('shipping')
      .getByRole('button', { name: /filter lab/ })
      .click()
    await expect(lab.why).toContainText('weightGrams is 25000')
  })
})

test('230 topics: past two pages, searched, sorted, added by ARN', async () => {
  await withTopics(async ({ page }, topics) => {
    await expect(page.getByText(`${String(manyTopics)} topics`, { exact: true })).toBeVisible()
    await topics.topics
      .getByRole('columnheader', { name: 'Subscriptions' })
      .getByRole('button')
      .click()
    await expect(topics.topics.getByRole('row').nth(1)).toContainText('order-events')
    await topics.search.fill('any-22')
    await expect(page.getByText('9 of 230')).toBeVisible()
    await topics.search.fill('nothing like it')
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await page.keyboard.press('a')
    await page
      .getByRole('textbox', { name: 'ARN' })
      .fill('arn:aws:sns:us-east-1:000000000000:never')
    await page.getByRole('button', { name: 'Add the topic' }).click()
    await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible()
  })
})

test('a topic that is gone says so, and leads back', async () => {
  await withTopics(async ({ page }, topics) => {
    await page.evaluate(() => {
      const arn = encodeURIComponent('arn:aws:sns:us-east-1:000000000000:never-made')
      location.hash = `#/c/c-emulator/topics/never-made?arn=${arn}`
    })
    await page.getByRole('button', { name: 'Back to the topics' }).click()
    await expect(topics.topic('many-000')).toBeVisible()
  })
})
