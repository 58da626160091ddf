import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ScenarioRequest } from '#contract'
import type { Clock } from '../lib/clock.ts'
import { lockData } from './data-lock.ts'
import { reasonOf } from './fail-and-exit.ts'
import { startKinesisEmulator } from './kinesis-emulator.ts'
import type { Activity, SandboxMessage } from './protocol.ts'
import { openScenarioHub } from './scenarios/scenario-hub.ts'
import type { ScenarioHub } from './scenarios/scenario-hub.ts'
import { startSqsEmulator } from './sqs-emulator.ts'
import type { SqsEmulator } from './sqs-emulator.ts'
import { startStreamWorld } from './stream-world.ts'
import { startWorld } from './world.ts'
import type { World } from './world.ts'

export interface SandboxOptions {
  readonly dataDir: string
  /** The program that a thread for Kinesis runs; left out, there is no Kinesis. */
  readonly kinesisEntry?: URL
  readonly clock: Clock
  readonly speed: number
  readonly seed: number
  report(message: SandboxMessage): void
}

/** The emulators and the world in them: everything between a start and a stop or reset. */
interface Running {
  readonly sqs: SqsEmulator
  readonly world: World
  readonly scenarios: ScenarioHub
  readonly kinesis: Promise<Ending | undefined>
}

interface Ending {
  stop(): Promise<void>
}

export interface Sandbox {
  readonly sqsEndpoint: string
  activity(): Activity
  askScenario(request: ScenarioRequest): Promise<void>
  /** Deletes all data and builds it anew, on the same ports if they are still free. */
  reset(): Promise<void>
  stop(): Promise<void>
}

function watching({ clock, report }: SandboxOptions): {
  nowMs: () => number
  onSetAside: (path: string) => void
} {
  return {
    nowMs: clock.now,
    onSetAside: (path) => {
      report({ type: 'data-set-aside', path })
    },
  }
}

/** Kinesis with the stream that lives in it. */
async function startKinesis(options: SandboxOptions): Promise<Ending | undefined> {
  const { dataDir, kinesisEntry: entry, report, clock, speed, seed } = options
  if (entry === undefined) return undefined
  const onDied = (reason: string): void => {
    report({ type: 'kinesis-failed', reason })
  }
  try {
    const folder = join(dataDir, 'kinesis')
    const kinesis = await startKinesisEmulator({ folder, entry }, { ...watching(options), onDied })
    const world = await startStreamWorld({ endpoint: kinesis.endpoint, clock, speed, seed })
    report({ type: 'kinesis-ready', kinesisEndpoint: kinesis.endpoint })
    return {
      async stop() {
        await world.stop()
        await kinesis.stop()
      },
    }
  } catch (error) {
    onDied(reasonOf(error))
    return undefined
  }
}

async function run(options: SandboxOptions): Promise<Running> {
  const { clock, speed, seed } = options
  const sqs = await startSqsEmulator(join(options.dataDir, 'sqs'), watching(options))
  const world = await startWorld({ endpoint: sqs.endpoint, clock, speed, seed })
  const scenarios = openScenarioHub({
    endpoint: sqs.endpoint,
    clock,
    report: (view) => {
      options.report({ type: 'scenario-view', view })
    },
  })
  return { sqs, world, scenarios, kinesis: startKinesis(options) }
}

async function end({ world, scenarios, kinesis, sqs }: Running): Promise<void> {
  await scenarios.end()
  await world.stop()
  await Promise.all([kinesis.then((each) => each?.stop()), sqs.stop()])
}

/**
 * Starts the sandbox. Resolves when SQS answers and its queues are there; Kinesis follows with its
 * own message. Throws when SQS cannot be started.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const unlock = lockData(options.dataDir)
  let running = await run(options)
  // A reset and a stop may come together; each waits for the one before.
  let last: Promise<void> = Promise.resolve()
  function inTurn(job: () => Promise<void>): Promise<void> {
    last = last.catch(() => undefined).then(job)
    return last
  }
  return {
    get sqsEndpoint() {
      return running.sqs.endpoint
    },
    activity: () => running.world.activity(),
    askScenario: (request) => running.scenarios.ask(request),
    reset: () =>
      inTurn(async () => {
        await end(running)
        rmSync(join(options.dataDir, 'sqs'), { recursive: true, force: true })
        rmSync(join(options.dataDir, 'kinesis'), { recursive: true, force: true })
        running = await run(options)
        running.scenarios.tell()
      }),
    stop: () => inTurn(() => end(running).finally(unlock)),
  }
}
