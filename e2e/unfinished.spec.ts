import { rmSync } from 'node:fs'
import { createQueue, wireDeadLetters } from '../src-main/testing/contract-queues.ts'
import { takeBodies } from '../src-main/testing/counted-queue.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import { fill, numbered } from '../src-main/testing/followed-move.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { openRedrive } from './pages/redrive-page.ts'

test('a redrive that was begun is found in the journal after a restart, and gone on with there', async () => {
  const emulator = await startFauxqs()
  const sqs = sqsClientFor(emulator.endpoint)
  const to = await createQueue(sqs, 'orders')
  const dead = await createQueue(sqs, 'orders-dlq')
  await wireDeadLetters(sqs, { from: to, to: dead, maxReceiveCount: 5 })
  await fill(sqs, dead, numbered(10))
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const first = await launchWeir({ folder })
  const begun = await openRedrive(first.page, dead)
  await begun.canary.click()
  await expect(begun.newest).toContainText('paused')
  await first.close()

  const second = await launchWeir({ folder })
  const { page } = second
  await page.locator('html[data-painted="shell"]').waitFor()
  // From another connection: it is told of there, too.
  await page.evaluate(() => {
    location.hash = '#/c/sandbox/journal'
  })
  const work = page.getByRole('region', { name: 'Unfinished work' })
  const row = work.getByRole('listitem')
  await expect(row).toContainText('orders-dlq → orders')
  await expect(row).toContainText('Test emulator')
  expect(await violationsOf(page)).toEqual([])
  await row.getByRole('button', { name: 'Open' }).click()
  await expect(page.getByRole('tab', { name: 'Redrive', selected: true })).toBeVisible()
  await page.goBack()
  await row.getByRole('button', { name: 'Go on' }).click()
  await expect(work).toBeHidden()
  const ended = await openRedrive(page, dead)
  await expect(ended.newest).toContainText('10 moved, none left behind.')
  expect(await takeBodies(sqs, to)).toHaveLength(10)
  expect(await takeBodies(sqs, dead)).toEqual([])
  await second.close()
  rmSync(folder, { recursive: true, force: true })
  await emulator.close()
})
