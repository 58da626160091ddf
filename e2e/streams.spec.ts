import { rmSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { createStream, putRecords, splitShard } from '../src-main/testing/contract-streams.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { kinesisClientFor, startKinesis } from '../src-main/testing/kinesis-emulators.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { StreamPage } from './pages/stream-page.ts'

const name = 'click-events'
let emulator: Emulator

test.beforeAll(async () => {
  emulator = await startKinesis('kinesis-local')
})
test.afterAll(() => emulator.close())

test('tails a stream, also while a shard is split, and finds a record by its text', async () => {
  const kinesis = kinesisClientFor(emulator.endpoint)
  await createStream(kinesis, name, 2)
  await putRecords(kinesis, {
    ...{ name, count: 60 },
    dataOf: (index) =>
      index === 17 ? gzipSync('{"page":"/poisoned"}') : `{"page":"/start","n":${String(index)}}`,
  })
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const weir = await launchWeir({ folder, settings: { theme: 'light', language: 'en' } })
  const { page } = weir
  const streams = new StreamPage(page)
  await new ConnectionsPage(page).switchTo('Test emulator')
  await streams.openList()
  await streams.open(name)
  await expect(page.getByText('Nothing yet')).toBeVisible()
  await page.getByRole('button', { name: 'Read from the oldest' }).click()
  await expect(streams.read).toHaveText('60 records read')

  await splitShard(kinesis, name)
  await putRecords(kinesis, { name, count: 40, from: 60 })
  await expect(streams.read).toHaveText('100 records read')
  await expect(streams.lanes).toHaveCount(4)
  await expect(streams.lanes.first()).toContainText('closed, read')
  // The newest stays in view without anybody scrolling there.
  await expect(streams.rows.last()).toContainText(/record \d+/)
  await expect(streams.rows.last()).toBeInViewport()

  await page.getByRole('main').getByRole('button', { name: 'Keep…' }).click()
  await page.getByRole('dialog', { name: 'Keep records' }).getByRole('button').last().click()
  await expect(page.getByText('Kept 100 records in')).toBeVisible()

  await streams.find.fill('poisoned')
  await expect(page.getByText('1 matches')).toBeVisible()
  await expect(streams.rows).toHaveCount(1)
  await streams.rows.first().click()
  await expect(streams.record).toContainText('/poisoned')
  await expect(streams.record.getByRole('button', { name: 'gzip' })).toBeVisible()
  expect(await violationsOf(page)).toEqual([])

  await streams.find.fill('')
  const jsonata = page.getByRole('textbox', { name: 'JSONata' })
  await jsonata.fill('body.n > 57 and')
  await expect(page.getByText('Not JSONata')).toBeVisible()
  await jsonata.fill('body.n > 57')
  await expect(page.getByText('2 match', { exact: true })).toBeVisible()
  await expect(streams.rows).toHaveCount(2)
  await page.getByRole('main').getByText('Reading', { exact: true }).click()
  await page.keyboard.press('p')
  await expect(page.getByRole('main').getByText('Paused', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Overview' }).click()
  await page.getByRole('main').getByRole('button', { name: '1 stream' }).click()
  await expect(streams.list).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder(/^Go to/).fill('click-ev')
  await expect(page.getByRole('dialog').getByText(name, { exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name })).toBeVisible()
  expect(weir.refused).toEqual([])
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
})
