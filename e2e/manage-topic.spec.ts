import { violationsOf } from './fixtures/accessibility.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { TopicManagePage } from './pages/topic-manage-page.ts'
import { TopicPage } from './pages/topic-page.ts'

test('attributes, tags and policy of a topic of the sandbox are changed and read back', async () => {
  const weir = await launchWeir({ settings: { theme: 'light', language: 'en' } })
  const { page } = weir
  const topics = new TopicPage(page)
  const manage = new TopicManagePage(page)
  await topics.openList()
  await topics.openTopic('order-events')

  await topics.openTab('Attributes')
  await manage.field('DisplayName').fill('All orders')
  await manage.press('Save 1 attribute')
  await expect(page.getByText('1 attribute saved and read back.')).toBeVisible()
  await manage.field('MaximumMessageSize').fill('2048')
  await manage.press('Save 1 attribute')
  await expect(page.getByText(/this emulator does not take MaximumMessageSize/)).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('main').getByRole('button', { name: 'Discard' }).click()

  await topics.openTab('Tags')
  await page.getByRole('button', { name: 'Add a tag' }).click()
  await page.getByRole('textbox', { name: 'Key' }).last().fill('owner')
  await page.getByRole('textbox', { name: 'Value of owner' }).fill('가게')
  await page.getByRole('button', { name: 'Remove sandbox' }).click()
  await manage.press('Save tags')
  await expect(page.getByText('Tags saved: 1 set, 1 removed.')).toBeVisible()
  expect(await violationsOf(page)).toEqual([])

  await topics.openTab('Policy')
  const arn = 'arn:aws:sns:us-east-1:000000000000:order-events'
  const open = { Effect: 'Allow', Principal: '*', Action: 'sns:Publish', Resource: arn }
  await manage.writePolicy(JSON.stringify({ Version: '2012-10-17', Statement: [open] }))
  await expect(manage.doubts).toContainText('Open to everybody')
  await expect(manage.publishers).toContainText('everybody (*)')
  await manage.press('Save policy')
  await expect(page.getByText('1 attribute saved and read back.')).toBeVisible()
  expect(await violationsOf(page)).toEqual([])

  await page.getByText('HTTP/S retries').click()
  await page.getByRole('textbox', { name: 'Retries in all' }).fill('5')
  await expect(page.locator('.cm-content')).toContainText('"numRetries": 5')
  await manage.press('Save retries')
  await expect(page.getByText('1 attribute saved and read back.')).toBeVisible()
  expect(await violationsOf(page)).toEqual([])

  // Read again from the topic, not from what this page remembers.
  await topics.openList()
  await page.reload()
  await topics.openTopic('order-events')
  await topics.openTab('Attributes')
  await expect(manage.field('DisplayName')).toHaveValue('All orders')
  await topics.openTab('Tags')
  await expect(page.getByRole('textbox', { name: 'Value of owner' })).toHaveValue('가게')
  await expect(page.getByRole('textbox', { name: 'Value of sandbox' })).toBeHidden()
  await topics.openTab('Policy')
  await expect(manage.doubts).toContainText('Open to everybody')
  expect(weir.refused).toEqual([])
  await weir.close()
})

test('a FIFO topic is created with tags and an archive, whose end is a loss', async () => {
  const weir = await launchWeir({ settings: { theme: 'dark', language: 'en' } })
  const { page } = weir
  const topics = new TopicPage(page)
  const manage = new TopicManagePage(page)
  await topics.openList()
  await page.getByRole('button', { name: 'Create topic', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Create a topic' })
  await dialog.getByText('FIFO', { exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('kept')
  await dialog.getByRole('textbox', { name: 'ArchivePolicy' }).fill('366')
  await dialog.getByRole('textbox', { name: 'Tags' }).fill('team=shop')
  await expect(dialog.getByText('Too large')).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await dialog.getByRole('textbox', { name: 'ArchivePolicy' }).fill('30')
  await dialog.getByRole('button', { name: 'Create topic' }).click()
  await topics.openTopic('kept.fifo')
  await expect(page.getByText('archive of 30 days')).toBeVisible()

  await topics.openTab('Attributes')
  await manage.field('ArchivePolicy').fill('')
  await manage.press('Save 1 attribute')
  const asking = page.getByRole('dialog')
  await expect(asking).toContainText('The archive ends')
  await asking.getByRole('button', { name: 'Save 1 attribute' }).click()
  // The sandbox's SNS takes an archive on creation and not later.
  await expect(page.getByText(/this emulator does not take ArchivePolicy/)).toBeVisible()

  await page.getByRole('button', { name: 'More for this topic' }).click()
  await page.getByRole('menuitem', { name: 'Delete topic…' }).click()
  await expect(asking).toContainText('Its archive of 30 days ends with it')
  expect(await violationsOf(page)).toEqual([])
  await asking.getByRole('button', { name: 'Delete topic' }).click()
  await expect(page.getByText('kept.fifo was deleted.')).toBeVisible()
  await weir.close()
})
