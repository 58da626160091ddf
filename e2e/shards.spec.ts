import { rmSync } from 'node:fs'
import { SplitShardCommand } from '@aws-sdk/client-kinesis'
import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { createStream, putRecords, untilActive } from '../src-main/testing/contract-streams.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { kinesisClientFor, startKinesis } from '../src-main/testing/kinesis-emulators.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { ShardsPage } from './pages/shards-page.ts'

const name = 'click-events'
let emulator: Emulator
let kinesis: KinesisClient

test.beforeAll(async () => {
  emulator = await startKinesis('kinesis-local')
  kinesis = kinesisClientFor(emulator.endpoint)
  await createStream(kinesis, name, 2)
  await putRecords(kinesis, { name, count: 30, keyOf: () => 'user-7' })
})
test.afterAll(async () => {
  kinesis.destroy()
  await emulator.close()
})

test('an iterator is opened and stepped into the end of a shard that is split meanwhile', async () => {
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const weir = await launchWeir({ folder, settings: { theme: 'light', language: 'en' } })
  const { page } = weir
  await new ConnectionsPage(page).switchTo('Test emulator')
  const shards = new ShardsPage(page)
  await shards.openStream(name)
  await expect(shards.map.getByRole('option')).toHaveCount(2)

  // MD5 of user-7 lies just after the first quarter.
  await shards.partitionKey.fill('user-7')
  await expect(page.getByText('Shard 0', { exact: true })).toBeVisible()
  await shards.explicitHashKey.fill('340282366920938463463374607431768211455')
  await expect(page.getByText('Shard 1', { exact: true })).toBeVisible()

  await shards.getIterator('0')
  await shards.readOnce()
  await expect(shards.records.getByRole('row')).toHaveCount(11)
  await expect(
    shards.iterators.getByRole('row', { name: /TRIM_HORIZON hand .* 4:5\d 1/ }),
  ).toBeVisible()

  const split = { StreamName: name, ShardToSplit: 'shardId-000000000000' }
  const NewStartingHashKey = '85070591730234615865843651857942052864'
  await kinesis.send(new SplitShardCommand({ ...split, NewStartingHashKey }))
  await untilActive(kinesis, name)
  const follow = page.getByRole('button', { name: 'Go on in shard 2' })
  await expect(async () => {
    if (!(await follow.isVisible())) await shards.readOnce()
    await expect(follow).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expect(shards.iterators.getByText('shard ended')).toBeVisible()
  await expect(shards.map.getByRole('option')).toHaveCount(4)
  await follow.click()
  await expect(shards.iterators.getByRole('row', { name: /^2 TRIM_HORIZON/ })).toBeVisible()
  expect(weir.refused).toEqual([])
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
})
