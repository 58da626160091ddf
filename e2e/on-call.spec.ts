import { rmSync } from 'node:fs'
import { createQueue, wireDeadLetters } from '../src-main/testing/contract-queues.ts'
import { takeBodies } from '../src-main/testing/counted-queue.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import { fillQueue } from '../src-main/testing/followed-scan.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import type { RunningWeir } from './fixtures/weir-app.ts'
import { openRedrive } from './pages/redrive-page.ts'
import { ScanPage } from './pages/scan-page.ts'

// What a kill has hidden comes back after two minutes: both wait for it at the same time.
test.describe.configure({ mode: 'parallel' })

const poisoned = '"total":"12,5O"'
/** 50 customers; one of the orders of the eighth cannot be read. */
const orders = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => {
    const total = at === 4707 ? poisoned : '"total":"12.50"'
    return `{"order":"o-${String(at)}","customer":"acct-${String(at % 50).padStart(2, '0')}",${total}}`
  })

/** A dead-letter queue with orders in it, at an emulator of the test's own. */
async function deadLetters(bodies: readonly string[]) {
  const emulator = await startFauxqs()
  const sqs = sqsClientFor(emulator.endpoint)
  const to = await createQueue(sqs, 'orders')
  const dead = await createQueue(sqs, 'orders-dlq')
  await wireDeadLetters(sqs, { from: to, to: dead, maxReceiveCount: 5 })
  await fillQueue(sqs, dead, bodies)
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  return { emulator, sqs, to, dead, folder }
}

/** As a crash does it: nothing of it can be cleared up. */
async function kill({ app }: RunningWeir): Promise<void> {
  const ended = app.waitForEvent('close')
  app.process().kill('SIGKILL')
  await ended
}

test('one poisoned order among 5,000: found, mended, sent first, its group after it, through a crash', async () => {
  test.setTimeout(360_000)
  const bodies = orders(5_000)
  const { emulator, sqs, to, dead, folder } = await deadLetters(bodies)
  const group = bodies.filter((body) => body.includes('"acct-07"'))
  expect(group).toHaveLength(100)
  const first = await launchWeir({ folder })
  const redrive = await openRedrive(first.page, dead)
  const scan = new ScanPage(first.page)
  await scan.tab.click()
  await scan.name.fill('Dead orders')
  await scan.start.click()
  await expect(scan.report).toContainText('The whole queue: 5,000 messages', { timeout: 60_000 })
  await expect(scan.figure('returned')).toHaveText('5,000')

  await redrive.tab.click()
  await redrive.chooseFromCapture('12,5O')
  await expect(redrive.chosen).toHaveText('1 chosen')
  await redrive.tryOut.click()
  await redrive.edit('{"order":"o-4707","customer":"acct-07","total":"12.50"}')
  await redrive.canary.click()
  await expect(redrive.newest).toContainText('1 of 1', { timeout: 60_000 })
  // What was sent is known: the group is sent without it.
  await redrive.text.fill('"acct-07"')
  await expect(redrive.chosen).toHaveText('100 chosen')
  await redrive.atMost('20')
  await first.page.getByRole('button', { name: 'Redrive 100 messages' }).click()
  await expect.poll(() => redrive.moved()).toBeGreaterThan(40)
  await kill(first)

  const second = await launchWeir({ folder })
  const after = await openRedrive(second.page, dead)
  await expect(after.newest).toContainText('Weir ended before this move did')
  const unknown = await after.unknown()
  const arrived = await takeBodies(sqs, to)
  // Nobody knows of these; who looks into the target sees that none is missing that was counted as sent.
  expect(arrived.length + unknown).toBeGreaterThan(40)
  await after.goOn()
  if (unknown > 0) await after.sendAgain()
  await expect(after.newest.getByRole('status')).toHaveText('done', { timeout: 200_000 })
  const all = [...arrived, ...(await takeBodies(sqs, to))]
  const distinct = new Set(all)
  expect(distinct.size).toBe(100)
  expect(all.length - distinct.size).toBeLessThanOrEqual(unknown)
  expect(all.filter((body) => body.includes(poisoned))).toEqual([])
  await second.close()
  expect(await takeBodies(sqs, dead)).toHaveLength(4_900)
  await emulator.close()
  rmSync(folder, { recursive: true, force: true })
})

const kills = 10

test('killed ten times in the midst of a redrive: nothing lost, and every duplicate was announced', async () => {
  test.setTimeout(360_000)
  const bodies = orders(600)
  const { emulator, sqs, to, dead, folder } = await deadLetters(bodies)
  let counted = 0
  for (let at = 0; at < kills; at += 1) {
    const weir = await launchWeir({ folder })
    const redrive = await openRedrive(weir.page, dead)
    if (at === 0) {
      await redrive.atMost('60')
      await redrive.all.click()
    } else {
      expect(await redrive.moved()).toBeGreaterThanOrEqual(counted)
      await redrive.newest.getByRole('button', { name: 'Go on' }).click()
    }
    // Each time at another place of it.
    const enough = counted + 3 + ((at * 7) % 11)
    await expect.poll(() => redrive.moved(), { intervals: [20] }).toBeGreaterThan(enough)
    counted = await redrive.moved()
    await kill(weir)
  }
  const last = await launchWeir({ folder })
  const redrive = await openRedrive(last.page, dead)
  const unknown = await redrive.unknown()
  await redrive.goOn()
  if (unknown > 0) await redrive.sendAgain()
  await expect(redrive.newest.getByRole('status')).toHaveText('done', { timeout: 60_000 })
  await expect(redrive.newest).toContainText('moved, none left behind.')
  await last.close()
  const arrived = await takeBodies(sqs, to)
  process.stdout.write(
    `killed ${String(kills)} times, ${String(unknown)} sends unknown, ${String(arrived.length)} arrived for ${String(bodies.length)}\n`,
  )
  expect([...new Set(arrived)].sort()).toEqual(bodies.toSorted())
  expect(arrived.length - bodies.length).toBeLessThanOrEqual(unknown)
  expect(await takeBodies(sqs, dead)).toEqual([])
  await emulator.close()
  rmSync(folder, { recursive: true, force: true })
})
