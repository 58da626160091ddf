import type { SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, afterEach } from 'vitest'
import type { JournalEntry, QueueUrl } from '#contract'
import { sayAgain } from './answer-prompts.ts'
import { composeForTest } from './composed-weir.ts'
import type { ComposedWeir, WeirClient } from './composed-weir.ts'
import { createQueue } from './contract-queues.ts'
import { sqsClientFor, startFauxqs } from './emulators.ts'
import type { Emulator } from './emulators.ts'
import { startFaultProxy } from './fault-proxy.ts'
import type { FaultProxy } from './fault-proxy.ts'

export interface FaultyEmulator {
  emulator: Emulator
  proxy: FaultProxy
  /** Asks past the proxy, so that a test's judge is not what it tests. */
  sqs: SQSClient
  /** Another queue of this test file, made past the proxy. */
  newQueue(attributes?: Record<string, string>): Promise<QueueUrl>
  /** Makes a call and counts how often the action came to the proxy meanwhile. */
  counting(action: string, call: () => Promise<unknown>): Promise<number>
}

export interface FaultyWeir extends FaultyEmulator {
  composed: ComposedWeir
  client: WeirClient
  newestEntry(): Promise<JournalEntry | undefined>
  /** Of those with this text in them: what an earlier test left may still be on its way into the journal. */
  newestEntryWith(text: string): Promise<JournalEntry | undefined>
}

interface FaultyOptions {
  /** Added to every call, as a network would. */
  delayMs?: number
  start?: () => Promise<Emulator>
  /** Of the program's jitter: 0 waits as little as it may. */
  random?: () => number
}

/** An emulator behind a fault proxy, for the tests of one file: faults end with each test, the rest with the file. */
export async function startFaultyEmulator(options: FaultyOptions = {}): Promise<FaultyEmulator> {
  const { delayMs = 0, start = startFauxqs } = options
  const emulator = await start()
  const proxy = await startFaultProxy({ target: emulator.endpoint, delayMs })
  const sqs = sqsClientFor(emulator.endpoint)
  let made = 0
  afterEach(() => {
    proxy.clear()
  })
  afterAll(async () => {
    sqs.destroy()
    await proxy.close()
    await emulator.close()
  })
  return {
    emulator,
    proxy,
    sqs,
    newQueue: (attributes = {}) => {
      const suffix = attributes['FifoQueue'] === 'true' ? '.fifo' : ''
      return createQueue(sqs, `fault-${String((made += 1))}${suffix}`, attributes)
    },
    counting: async (action, call) => {
      const before = proxy.count(action)
      await call()
      return proxy.count(action) - before
    },
  }
}

/** The whole program against an emulator behind a fault proxy; no fault and no ended credentials outlive a test. */
export async function startFaultyWeir(options: FaultyOptions = {}): Promise<FaultyWeir> {
  const faulty = await startFaultyEmulator(options)
  const { random = Math.random } = options
  const composed = composeForTest(faulty.proxy.endpoint, { random })
  const { client } = composed
  const newestEntryWith = async (text: string) =>
    (await client.journal.list({ limit: 1, filter: { text } })).entries[0]
  // Where a test ended the credentials, no call would go out any more.
  afterEach(() => sayAgain(client))
  // Registered last, so it is over before the emulator goes.
  afterAll(() => composed.close())
  return {
    ...faulty,
    composed,
    client,
    newestEntry: () => newestEntryWith(''),
    newestEntryWith,
  }
}
