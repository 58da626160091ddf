import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FanOutView, ScenarioView, TwoWaysView } from '#contract'
import { systemClock } from '../../lib/clock.ts'
import { startSandboxProcess } from '../../testing/sandbox-process.ts'
import type { SandboxProcess } from '../../testing/sandbox-process.ts'
import { ScenarioDesk } from '../scenario-desk.ts'
import { scenarioHandlers } from '../scenario-handlers.ts'

let folder: string
let sandbox: SandboxProcess
let desk: ScenarioDesk
let handlers: ReturnType<typeof scenarioHandlers>
let client: SQSClient

async function open(): Promise<void> {
  sandbox = startSandboxProcess(folder, ['--no-kinesis', '--speed=0.01'])
  sandbox.child.on('message', (message) => {
    desk.hear(message as Parameters<ScenarioDesk['hear']>[0]) // as the program sends it
  })
  const { sqsEndpoint } = await sandbox.until('ready')
  client = new SQSClient({
    endpoint: sqsEndpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    useQueueUrlAsEndpoint: false,
  })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weir-scenarios-'))
  desk = new ScenarioDesk({
    clock: systemClock,
    ready: () => Promise.resolve({ state: 'ready', restarts: 0 }),
    send: (command) => {
      sandbox.tell(command)
    },
  })
  handlers = scenarioHandlers(desk)
  await open()
})
afterEach(async () => {
  client.destroy()
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true })
})

function twoWays(view: ScenarioView): TwoWaysView {
  if (view.scenario === 'fanout') throw new Error('another scenario')
  return view
}

async function until(scenario: 'store' | 'burst', is: (view: TwoWaysView) => boolean) {
  while (!is(twoWays(desk.get(scenario)))) await desk.changed()
  return twoWays(desk.get(scenario))
}

function fan(view = desk.get('fanout')): FanOutView {
  if (view.scenario !== 'fanout') throw new Error('another scenario')
  return view
}

/** What SQS itself says that a queue holds. */
async function count(QueueUrl: string | undefined): Promise<{ visible: number; inFlight: number }> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  )
  return {
    visible: Number(Attributes['ApproximateNumberOfMessages']),
    inFlight: Number(Attributes['ApproximateNumberOfMessagesNotVisible']),
  }
}

it('sells over real HTTP and a real queue, and counts what the emulator counts', async () => {
  const controls = { ratePerS: 30, doesPerS: 50 }
  await handlers['scenarios.set']({ scenario: 'store', controls })
  await handlers['scenarios.start']({ scenario: 'store' })
  const running = await until('store', ({ direct, queued }) => direct.done > 20 && queued.done > 20)
  expect(running.direct.responseMs).toBeGreaterThan(10)
  await handlers['scenarios.set']({ scenario: 'store', controls: { open: false } })
  const cut = await until('store', ({ direct }) => direct.refused > 20)
  expect(cut.queued.waiting + cut.queued.inFlight).toBeGreaterThan(15)
  const stopped = twoWays(await handlers['scenarios.stop']({ scenario: 'store' }))
  expect(stopped.state).toBe('stopped')
  expect(stopped.direct.waiting).toBe(0)
  const { visible, inFlight } = await count(stopped.queueUrl)
  expect(visible + inFlight).toBe(stopped.queued.waiting + stopped.queued.inFlight)
  expect(stopped.check).toMatchObject({ agrees: true, held: visible + inFlight })
  const reset = await handlers['scenarios.reset']({ scenario: 'store' })
  expect(reset).toMatchObject({ state: 'idle', queued: { asked: 0 }, controls })
  expect(await count(stopped.queueUrl)).toEqual({ visible: 0, inFlight: 0 })
})

it('encodes a thousand videos by the queue, and all but a few not at all by direct calls', async () => {
  await handlers['scenarios.start']({ scenario: 'burst' })
  await handlers['scenarios.act']({ scenario: 'burst', action: 'send-burst' })
  const sent = await until('burst', ({ queued }) => queued.accepted === 1000)
  await until('burst', ({ direct: { asked, waiting } }) => asked === 1000 && waiting === 0)
  expect(sent.queued.done).toBeLessThan(1000)
  await handlers['scenarios.act']({ scenario: 'burst', action: 'kill-worker' })
  const controls = { doesPerS: 40, workers: 20 }
  await handlers['scenarios.set']({ scenario: 'burst', controls })
  const { direct, queued, deadUrl, check } = await until('burst', ({ queued: q }) => q.dead === 1)
  expect(direct.refused).toBeGreaterThan(500)
  expect(queued).toMatchObject({ done: 999, waiting: 0, inFlight: 0, missing: 0 })
  expect(await count(deadUrl)).toEqual({ visible: 1, inFlight: 0 })
  expect(check).toMatchObject({ agrees: true, held: 0, dead: 1 })
}, 60_000)

it('says that it was cut when the process dies, and begins anew in the next one', async () => {
  await handlers['scenarios.start']({ scenario: 'store' })
  const { queueUrl } = await until('store', ({ queued }) => queued.accepted > 2)
  sandbox.child.kill('SIGKILL')
  await new Promise((resolve) => sandbox.child.once('exit', resolve))
  desk.cut()
  expect(desk.get('store')).toMatchObject({ state: 'cut', queueUrl })
  expect(twoWays(desk.get('store')).queued.accepted).toBeGreaterThan(2)
  client.destroy()
  await open()
  const again = await handlers['scenarios.start']({ scenario: 'store' })
  expect(again.state).toBe('running')
  await until('store', ({ queued }) => queued.done > 2)
})

it('publishes to a topic whose queues get what their filters let through, and finds what a broken one keeps back', async () => {
  const scenario = 'fanout'
  await handlers['scenarios.set']({ scenario, controls: { ratePerS: 30 } })
  await handlers['scenarios.start']({ scenario })
  while (fan().published < 60) await desk.changed()
  expect(fan().subscribers.map(({ missed }) => missed)).toEqual([0, 0, 0])
  await handlers['scenarios.set']({ scenario, controls: { broken: true } })
  const isMissed = (): boolean => fan().subscribers.some(({ missed }) => missed > 10)
  while (!isMissed()) await desk.changed()
  const { published, subscribers } = fan(await handlers['scenarios.stop']({ scenario }))
  const [billing, shipping, analytics] = subscribers
  expect(billing).toMatchObject({ name: 'billing', missed: 0, unwanted: 0 })
  expect(shipping).toMatchObject({ name: 'shipping', unwanted: 0 })
  expect(shipping?.filter).toContain('order-payed')
  expect(analytics).toMatchObject({ wanted: published, missed: 0 })
  for (const { wanted, received, waiting, missed, queueUrl } of subscribers) {
    expect(received + waiting + missed).toBe(wanted)
    const { visible, inFlight } = await count(queueUrl)
    expect(visible + inFlight).toBe(waiting)
  }
}, 30_000)
