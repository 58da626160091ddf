import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import type { MessagePort as NodePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract, SandboxState } from '#contract'
import { compose } from '../compose.ts'
import type { Surroundings, Weir } from '../compose.ts'
import { systemClock } from '../lib/clock.ts'
import { silentLog } from '../lib/log.ts'
import { servePort } from '../rpc/serve-port.ts'
import { ScenarioDesk } from '../sandbox/scenario-desk.ts'
import type { Port } from '../rpc/serve-port.ts'

export type WeirClient = ContractRouterClient<Contract>

export interface ComposedWeir {
  weir: Weir
  /** Asks over a real port, as the window does. */
  client: WeirClient
  /** The window's end of the port, to send what a page should not. */
  rawPort: NodePort
  /** Another window: the end of its port, to be handed to whoever is to be it. */
  openPort(): NodePort
  folder: string
  close(): Promise<void>
}

function toPort(port: NodePort): Port {
  return {
    post: (message) => {
      port.postMessage(message)
    },
    onMessage: (listener) => port.on('message', listener),
    onClose: (listener) => port.on('close', listener),
    close: () => {
      port.close()
    },
  }
}

/** A sandbox that is an emulator somebody else started: `endpoint` is its SQS and its Kinesis. */
function sandboxAt(endpoint: string | undefined): Surroundings['sandbox'] {
  const state: SandboxState =
    endpoint === undefined
      ? { state: 'stopped', restarts: 0 }
      : { state: 'ready', restarts: 0, sqsEndpoint: endpoint, kinesisEndpoint: endpoint }
  const scenarios = new ScenarioDesk({
    clock: systemClock,
    ready: () => Promise.resolve({ state: 'stopped', restarts: 0 }),
    send: () => undefined,
  })
  return {
    ...{ state, scenarios },
    onChange: () => () => undefined,
    reset: () => Promise.resolve(state),
    restart: () => Promise.resolve(state),
    settled: () => Promise.resolve(state),
  }
}

const about: Surroundings['about'] = {
  version: '0.0.0-test',
  runtime: { electron: 'none', chrome: 'none', node: process.versions.node },
  runtimeKind: 'pinned',
  platform: process.platform,
  locale: 'en',
}

/** A system that cannot seal: secrets live in memory. */
const noCipher: Surroundings['cipher'] = {
  isAvailable: () => Promise.resolve(false),
  encrypt: () => Promise.resolve(Buffer.alloc(0)),
  decrypt: () => Promise.resolve(''),
}

/**
 * The whole program without Electron, in a folder of its own, with the sandbox connection pointing at `endpoint`.
 * Answers are parsed as well as inputs.
 */
export function composeForTest(
  endpoint?: string,
  change: Partial<Surroundings> = {},
): ComposedWeir {
  const folder = change.folder ?? mkdtempSync(join(tmpdir(), 'weir-test-'))
  const weir = compose({
    folder,
    journalWorkerUrl: new URL('../journal/journal-worker.ts', import.meta.url),
    expressionWorkerUrl: new URL('../expressions/expression-worker.ts', import.meta.url),
    captureWorkerUrl: new URL('../captures/capture-worker.ts', import.meta.url),
    moveWorkerUrl: new URL('../replay/move-worker.ts', import.meta.url),
    clock: systemClock,
    random: Math.random,
    log: silentLog,
    sandbox: sandboxAt(endpoint),
    about,
    chooseFile: () => Promise.resolve(undefined),
    chooseExistingFile: () => Promise.resolve(undefined),
    cipher: noCipher,
    checkAnswers: true,
    ...change,
  })
  const openPort = (): NodePort => {
    const { port1, port2 } = new MessageChannel()
    servePort(toPort(port1), weir.router, change.log ?? silentLog)
    return port2
  }
  const port2 = openPort()
  const link = new RPCLink({ port: port2 })
  return {
    weir,
    client: createORPCClient<WeirClient>(link),
    rawPort: port2,
    openPort,
    folder,
    close: async () => {
      port2.close()
      await weir.dispose()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
