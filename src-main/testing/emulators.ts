import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { SNSClient } from '@aws-sdk/client-sns'
import { SQSClient } from '@aws-sdk/client-sqs'
import kinesalite from 'kinesalite'
import { createSqsServer } from 'local-aws-sqs'

export interface Emulator {
  readonly endpoint: string
  close(): Promise<void>
}

function isReady(message: unknown): message is { endpoint: string } {
  return typeof message === 'object' && message !== null && 'endpoint' in message
}

/** Where a forked emulator says that it answers. @throws when it ends before */
export async function getEndpoint(child: ChildProcess): Promise<string> {
  const [message]: unknown[] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => ['exit']),
  ])
  if (!isReady(message)) throw new Error('the emulator did not start')
  return message.endpoint
}

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill()
  await exit
}

/** fauxqs (SQS, SNS) in a process of its own; with `dataDir` its data survives a restart. */
export async function startFauxqs(options: { dataDir?: string } = {}): Promise<Emulator> {
  const program = fileURLToPath(new URL('./fauxqs-child.ts', import.meta.url))
  const child = fork(program, options.dataDir === undefined ? [] : [options.dataDir], {
    // node:sqlite says on every start that it is experimental.
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  return { endpoint: await getEndpoint(child), close: () => stopChild(child) }
}

function endpointOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return `http://127.0.0.1:${String(address.port)}`
}

function emulatorOf(server: Server): Emulator {
  return {
    endpoint: endpointOf(server),
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** local-aws-sqs, in this process: the one with move tasks, retention and strict handles. */
export async function startLocalSqs(): Promise<Emulator> {
  return emulatorOf(
    await createSqsServer({
      port: 0,
      hostname: '127.0.0.1',
      emulateQueueCreationLifecycle: false,
    }),
  )
}

/** kinesalite, in this process and in memory. */
export async function startKinesalite(): Promise<Emulator> {
  const server = kinesalite({ createStreamMs: 10, shardLimit: 200 })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return emulatorOf(server)
}

/** What every bare client of an emulator is made with. */
export function bareSettings(endpoint: string) {
  return {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
    maxAttempts: 1,
  }
}

/** A bare client for an emulator: dummy keys, no retries, never the host of a queue URL. */
export function sqsClientFor(endpoint: string): SQSClient {
  return new SQSClient({ ...bareSettings(endpoint), useQueueUrlAsEndpoint: false })
}

/** A bare client for an emulator's topics: dummy keys, no retries. */
export function snsClientFor(endpoint: string): SNSClient {
  return new SNSClient(bareSettings(endpoint))
}
