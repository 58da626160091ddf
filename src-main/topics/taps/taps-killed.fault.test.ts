import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import type { TopicArn } from '#contract'
import { composeForTest } from '../../testing/composed-weir.ts'
import { createTopic, subscribeQueue } from '../../testing/contract-topics.ts'
import { countLeft } from '../../testing/counted-taps.ts'
import { snsClientFor } from '../../testing/emulators.ts'
import { startFaultyEmulator } from '../../testing/faulty-weir.ts'

// Each start is a process: beside load some take half a minute.
const patient = { timeout: 50_000 }
const { emulator, proxy, sqs } = await startFaultyEmulator()
const sns = snsClientFor(emulator.endpoint)
afterAll(() => {
  sns.destroy()
})

const program = fileURLToPath(new URL('../../testing/tapping-weir.ts', import.meta.url))
const nothing = { queues: 0, subscriptions: 0 }
let made = 0

/** Runs a Weir that taps until one of its calls gets no answer, and kills it there. */
async function killAt(folder: string, topicArn: TopicArn, traced = ''): Promise<void> {
  const child = fork(program, [folder, proxy.endpoint, topicArn, traced])
  const exit = once(child, 'exit')
  try {
    await expect.poll(() => proxy.waiting(), patient).toBe(1)
  } finally {
    child.kill('SIGKILL')
    await exit
    proxy.clear()
  }
}

/** Starts Weir anew in the same folder and opens the connection; resolves when nothing is left to be removed. */
async function startAgain(folder: string) {
  const after = composeForTest(emulator.endpoint, { folder })
  await after.client.topics.listPage({ connectionId: 'sandbox' })
  const states = async (): Promise<string[]> =>
    (await after.client.taps.list({})).taps.map(({ state }) => state)
  await expect
    .poll(async () => (await states()).filter((each) => each !== 'stopped'), patient)
    .toEqual([])
  const { taps } = await after.client.taps.list({})
  const { entries } = await after.client.journal.list({ limit: 10 })
  await after.close()
  return { taps, entries }
}

/** Every call that makes or removes something, and those around them; before it was carried out and after. */
const calls = [
  'CreateQueue',
  'GetQueueAttributes',
  'Subscribe',
  'ReceiveMessage',
  'Unsubscribe',
  'DeleteQueue',
] as const
const moments = calls.flatMap((action) =>
  (['hang', 'no-reply'] as const).map((fault) => ({ action, fault })),
)

it.each(moments)('killed at $action ($fault): the next start leaves nothing', async (moment) => {
  const topicArn = await createTopic(sns, `killed-${String((made += 1))}`)
  const folder = mkdtempSync(join(tmpdir(), 'weir-killed-'))
  proxy.inject({ ...moment, times: 1 })
  await killAt(folder, topicArn)
  const { taps, entries } = await startAgain(folder)
  expect(await countLeft({ sqs, sns })).toEqual(nothing)
  // It is said that something was left, and the journal knows of it.
  expect(taps).toMatchObject([{ state: 'stopped', endedBy: 'crashed', topicArn }])
  expect(entries).toContainEqual(
    expect.objectContaining({ operation: 'taps.stop', outcome: 'done' }),
  )
  rmSync(folder, { recursive: true, force: true })
})

it.each(['CreateQueue', 'Subscribe', 'Publish', 'Unsubscribe', 'DeleteQueue'])(
  'a trace killed at %s, when it was carried out: the next start leaves nothing of its tap',
  async (action) => {
    const name = `killed-${String((made += 1))}`
    const topicArn = await createTopic(sns, name)
    const traced = await subscribeQueue(sns, topicArn, { queueName: name })
    const folder = mkdtempSync(join(tmpdir(), 'weir-killed-'))
    proxy.inject({ action, fault: 'no-reply', times: 1 })
    await killAt(folder, topicArn, traced)
    const { taps } = await startAgain(folder)
    expect(await countLeft({ sqs, sns })).toEqual(nothing)
    const copyOf = expect.stringContaining(name)
    expect(taps).toMatchObject([{ state: 'stopped', endedBy: 'crashed', copyOf }])
    rmSync(folder, { recursive: true, force: true })
  },
)

it('killed before anything was made: nothing is left, and nothing is said', async () => {
  const topicArn = await createTopic(sns, 'killed-early')
  const folder = mkdtempSync(join(tmpdir(), 'weir-killed-'))
  proxy.inject({ action: 'GetTopicAttributes', fault: 'hang', times: 1 })
  await killAt(folder, topicArn)
  expect((await startAgain(folder)).taps).toEqual([])
  expect(await countLeft({ sqs, sns })).toEqual(nothing)
  rmSync(folder, { recursive: true, force: true })
})
