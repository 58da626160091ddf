import { createQueue, wireDeadLetters } from '../src-main/testing/contract-queues.ts'
import { takeBodies } from '../src-main/testing/counted-queue.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import { fill } from '../src-main/testing/followed-move.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { CapturesPage } from './pages/captures-page.ts'
import { QueuePage } from './pages/queue-page.ts'
import { openRedrive } from './pages/redrive-page.ts'

const orders = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    MessageBody: `{"order":"o-${String(7900 + at)}","total":"${at === 7 ? '12,5O' : '12.50'}"}`,
  }))

/** A dead-letter queue with orders in it, at an emulator of the test's own. */
async function deadLetters(count: number) {
  const emulator = await startFauxqs()
  const sqs = sqsClientFor(emulator.endpoint)
  const to = await createQueue(sqs, 'orders')
  const dead = await createQueue(sqs, 'orders-dlq')
  await wireDeadLetters(sqs, { from: to, to: dead, maxReceiveCount: 5 })
  await fill(sqs, dead, orders(count))
  return { emulator, sqs, to, dead, folder: folderWithEmulator({ endpoint: emulator.endpoint }) }
}

test('one poisoned order is found, tried out, mended and sent, and then the others', async () => {
  const { emulator, sqs, to, dead, folder } = await deadLetters(10)
  const weir = await launchWeir({ folder })
  const { page } = weir
  const redrive = await openRedrive(page, dead)
  const [queue, captures] = [new QueuePage(page), new CapturesPage(page)]
  await page.getByRole('tab', { name: 'Messages' }).click()
  await queue.look()
  await captures.keep('Poisoned orders')
  await redrive.tab.click()
  // The one queue whose dead letters these are is the target.
  await expect(redrive.target).toHaveValue('orders')
  await redrive.chooseFromCapture('12,5O')
  await expect(redrive.chosen).toHaveText('1 chosen')
  await redrive.tryOut.click()
  await expect(redrive.tried).toContainText('1 messages')
  await redrive.edit('{"order":"o-7907","total":"12.50"}')
  await redrive.tryOut.click()
  await expect(redrive.tried).toContainText('1 changed')
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Redrive 1 message' }).click()
  await expect(redrive.newest).toContainText('1 moved, none left behind.')
  await redrive.chooseAll()
  await redrive.canary.click()
  await expect(redrive.newest).toContainText('paused')
  await redrive.newest.getByRole('button', { name: 'Go on' }).click()
  await expect(redrive.newest).toContainText('9 moved, none left behind.')
  const bodies = await takeBodies(sqs, to)
  expect(bodies).toHaveLength(10)
  expect(bodies.filter((body) => body.includes('12,5O'))).toEqual([])
  expect(await takeBodies(sqs, dead)).toEqual([])
  expect(weir.refused).toEqual([])
  await weir.close()
  await emulator.close()
})

test('a group of like failures, kept as a filter, is redriven alone', async () => {
  const { emulator, sqs, to, dead, folder } = await deadLetters(10)
  const weir = await launchWeir({ folder })
  const { page } = weir
  const redrive = await openRedrive(page, dead)
  const [queue, captures] = [new QueuePage(page), new CapturesPage(page)]
  await page.getByRole('tab', { name: 'Messages' }).click()
  await queue.look()
  await captures.keep('Poisoned orders')
  await page.getByRole('link', { name: 'Poisoned orders' }).click()
  await captures.groups.open()
  await captures.groups.by('Fields')
  await captures.groups.fields('total')
  await expect(captures.groups.status).toHaveText('2 groups, 10 entries')
  await captures.groups.row('"12,5O"').click()
  await expect(captures.count).toHaveText('1 found')
  await captures.savedFilters.save('comma and letter')
  await page.goBack()
  await redrive.tab.click()
  await redrive.chooseByFilter('comma and letter')
  await expect(redrive.chosen).toHaveText('1 chosen')
  await page.getByRole('button', { name: 'Redrive 1 message' }).click()
  await expect(redrive.newest).toContainText('1 moved, none left behind.')
  const bodies = await takeBodies(sqs, to)
  expect(bodies).toHaveLength(1)
  expect(bodies[0]).toContain('12,5O')
  expect(await takeBodies(sqs, dead)).toHaveLength(9)
  await weir.close()
  await emulator.close()
})

test('a redrive that was killed says so at the next start, goes on, and loses nothing', async () => {
  test.setTimeout(240_000)
  const { emulator, sqs, to, dead, folder } = await deadLetters(120)
  const first = await launchWeir({ folder })
  const before = await openRedrive(first.page, dead)
  await before.atMost('30')
  await before.all.click()
  await expect(before.newest).toContainText(/[1-9]\d of 120/)
  const ended = first.app.waitForEvent('close')
  first.app.process().kill('SIGKILL')
  await ended

  const second = await launchWeir({ folder })
  const after = await openRedrive(second.page, dead)
  await expect(after.newest).toContainText('Weir ended before this move did')
  await after.goOn()
  // What was in flight at the kill may have been sent: it waits for a decision, and the rest goes.
  const unknown = await after.unknown()
  if (unknown > 0) await after.sendAgain()
  await expect(after.newest).toContainText('moved, none left behind.')
  const bodies = await takeBodies(sqs, to)
  expect(new Set(bodies).size).toBe(120)
  expect(bodies.length - 120).toBeLessThanOrEqual(unknown)
  expect(await takeBodies(sqs, dead)).toEqual([])
  await second.close()
  await emulator.close()
})
