import { rmSync } from 'node:fs'
import { createStream, readAllRecords } from '../src-main/testing/contract-streams.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { kinesisClientFor, startKinesis } from '../src-main/testing/kinesis-emulators.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { SendPage } from './pages/send-page.ts'
import { StreamPage } from './pages/stream-page.ts'

const name = 'click-events'
let emulator: Emulator

test.beforeAll(async () => {
  emulator = await startKinesis('kinesis-local')
})
test.afterAll(() => emulator.close())

test('puts a record where it said it would, shows it, and puts many with one key in order', async () => {
  const kinesis = kinesisClientFor(emulator.endpoint)
  await createStream(kinesis, name, 4)
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const weir = await launchWeir({ folder, settings: { theme: 'light', language: 'en' } })
  const { page } = weir
  const streams = new StreamPage(page)
  await new ConnectionsPage(page).switchTo('Test emulator')
  await streams.openList()
  await streams.open(name)
  await page.getByRole('tab', { name: 'Put' }).click()
  const send = new SendPage(page)
  await send.typeBody('{"n":{{index}}}')
  await expect(page.getByText('A record of this stream needs a partition key.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Partition key' }).fill('user-7')
  // Its MD5 begins with 40: the second quarter.
  await expect(page.getByLabel('Goes to')).toContainText('Shard 1')
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Put record' }).click()
  await expect(page.getByText('Put into shard 1.')).toBeVisible()
  await page.getByRole('button', { name: 'Show in the timeline' }).click()
  await expect(streams.rows).toHaveCount(1)
  await expect(streams.rows.first()).toContainText('{"n":{{index}}}')

  await page.getByRole('tab', { name: 'Put' }).click()
  await page
    .getByRole('radiogroup', { name: 'What to put' })
    .getByText('Repeat', { exact: true })
    .click()
  await page.getByRole('textbox', { name: 'How many' }).fill('20')
  await page.getByRole('checkbox', { name: 'Keep the order of each key' }).check()
  await page.getByRole('button', { name: 'Put 20 records' }).click()
  await expect(send.progress).toContainText('20')
  const found = await readAllRecords(kinesis, name)
  const texts = found.map(({ Data }) => Buffer.from(Data ?? []).toString())
  expect(texts).toEqual([
    // Alone it is put as it stands.
    '{"n":{{index}}}',
    ...Array.from({ length: 20 }, (_, index) => `{"n":${String(index + 1)}}`),
  ])
  expect(weir.refused).toEqual([])
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
})
