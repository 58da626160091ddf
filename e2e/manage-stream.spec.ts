import { rmSync } from 'node:fs'
import { DescribeStreamSummaryCommand, ListStreamsCommand } from '@aws-sdk/client-kinesis'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { kinesisClientFor, startKinesis } from '../src-main/testing/kinesis-emulators.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { StreamPage } from './pages/stream-page.ts'

const name = 'page-views'
let emulator: Emulator

test.beforeAll(async () => {
  emulator = await startKinesis('kinesis-local')
})
test.afterAll(() => emulator.close())

test('creates a stream, splits and merges its shard, keeps it longer, tags it, and deletes it', async () => {
  const kinesis = kinesisClientFor(emulator.endpoint)
  const summary = async () => {
    const command = new DescribeStreamSummaryCommand({ StreamName: name })
    return (await kinesis.send(command)).StreamDescriptionSummary
  }
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const weir = await launchWeir({ folder, settings: { theme: 'light', language: 'en' } })
  const { page } = weir
  const streams = new StreamPage(page)
  const dialog = page.getByRole('dialog')
  const axe = async () => {
    expect(await violationsOf(page)).toEqual([])
  }
  await new ConnectionsPage(page).switchTo('Test emulator')
  await streams.openList()
  await page.getByRole('button', { name: 'Create stream' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await axe()
  await dialog.getByRole('button', { name: 'Create stream' }).click()
  await streams.open(name)
  await page.getByRole('tab', { name: 'Manage' }).click()

  await page.getByRole('button', { name: 'Split…' }).click()
  await expect(dialog.getByText('50 %')).toHaveCount(2)
  await dialog.getByRole('button', { name: 'Split shard' }).click()
  await expect(dialog.getByText('Kinesis splits shard 0')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByRole('main').getByText('2 open shards').first()).toBeVisible()
  await axe()

  await page.getByRole('button', { name: 'Merge…' }).click()
  await dialog.getByRole('button', { name: 'Merge shards' }).click()
  await expect(dialog.getByText('Kinesis merges shards 1 and 2')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByRole('main').getByText('1 open shard').first()).toBeVisible()

  await page.getByRole('button', { name: 'Set retention…' }).click()
  await dialog.getByRole('textbox', { name: 'Hours' }).fill('48')
  await dialog.getByRole('button', { name: 'Set retention' }).click()
  await expect(dialog.getByText('Records are kept for')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  expect((await summary())?.RetentionPeriodHours).toBe(48)

  await page.getByRole('button', { name: 'Register consumer…' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('billing')
  await dialog.getByRole('button', { name: 'Register consumer' }).click()
  await expect(dialog.getByText('billing is being registered.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByRole('grid', { name: 'Consumers' })).toContainText('billing')

  await page.getByRole('tab', { name: 'Shards' }).click()
  await expect(page.getByRole('grid', { name: 'Shards' }).locator('[role=row][id]')).toHaveCount(4)
  await page.getByRole('button', { name: 'Split…' }).click()
  await expect(dialog.getByRole('combobox', { name: 'Shard' })).toHaveValue('shardId-000000000003')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('tab', { name: 'Tags' }).click()
  await page.getByRole('button', { name: 'Add a tag' }).click()
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill('team')
  await page.getByRole('textbox', { name: 'Value of team' }).fill('shop')
  await page.getByRole('button', { name: 'Save tags' }).click()
  await expect(page.getByText('Tags saved: 1 set')).toBeVisible()

  await page.getByRole('button', { name: 'More for this stream' }).click()
  await page.getByRole('menuitem', { name: 'Delete stream…' }).click()
  await expect(dialog).toContainText('1 registered consumer ends with it.')
  await axe()
  await dialog.getByRole('button', { name: 'Delete stream' }).click()
  await expect
    .poll(async () => (await kinesis.send(new ListStreamsCommand({}))).StreamNames)
    .toEqual([])
  await expect(page.getByText('This stream does not exist')).toBeVisible()
  expect(weir.refused).toEqual([])
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
})
