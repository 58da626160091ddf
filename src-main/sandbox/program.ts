import { parseArgs } from 'node:util'
import { scenarioRequestSchema } from '#contract'
import { systemClock } from '../lib/clock.ts'
import { failAndExit, reasonOf } from './fail-and-exit.ts'
import { listenOnLoopbackOnly } from './loopback-only.ts'
import type { ParentLink } from './parent-link.ts'
import type { SandboxCommand } from './protocol.ts'
import { startSandbox } from './sandbox.ts'
import type { Sandbox, SandboxOptions } from './sandbox.ts'

/** At speed 1; in a fast world oftener, but not so often that it is work. */
const activityEveryMs = 5000
const activityAtMostEveryMs = 200
/** Data is safe at any moment (SQLite's write-ahead log); a stop that hangs is cut. */
const stopWithinMs = 2000

type Arguments = Pick<SandboxOptions, 'dataDir' | 'speed' | 'seed' | 'kinesisEntry'>

/** `--data-dir=…`, and for tests `--speed=20`, `--seed=7`, `--no-kinesis`. */
function readArguments(args: string[], entry: URL): Arguments {
  const { values } = parseArgs({
    args,
    options: {
      'data-dir': { type: 'string' },
      speed: { type: 'string', default: '1' },
      seed: { type: 'string' },
      'no-kinesis': { type: 'boolean', default: false },
    },
  })
  const { 'data-dir': dataDir, speed, seed, 'no-kinesis': noKinesis } = values
  if (dataDir === undefined || dataDir === '') throw new Error('--data-dir is missing')
  if (!(Number(speed) > 0)) throw new Error('--speed must be a number above 0')
  return {
    dataDir,
    speed: Number(speed),
    seed: seed === undefined ? systemClock.now() : Number(seed),
    ...(!noKinesis && { kinesisEntry: entry }),
  }
}

async function stopAndExit(sandbox: Sandbox): Promise<void> {
  await sandbox.stop().catch(() => undefined)
  process.exit(0)
}

async function reset(sandbox: Sandbox, link: ParentLink): Promise<void> {
  await sandbox.reset()
  link.send({ type: 'reset-done', sqsEndpoint: sandbox.sqsEndpoint })
}

/** A scenario that cannot do what it is asked for ends nothing but the request. */
async function answer(
  { call, request }: Extract<SandboxCommand, { type: 'scenario' }>,
  link: ParentLink,
  started: Promise<Sandbox>,
): Promise<void> {
  try {
    await (await started).askScenario(scenarioRequestSchema.parse(request))
    link.send({ type: 'scenario-done', call })
  } catch (error) {
    link.send({ type: 'scenario-refused', call, reason: reasonOf(error) })
  }
}

/** Serves until told to stop, until the parent is gone, or until a signal. */
function serve(sandbox: Sandbox, link: ParentLink, speed: number): void {
  link.send({ type: 'ready', sqsEndpoint: sandbox.sqsEndpoint })
  setInterval(
    () => {
      link.send({ type: 'activity', ...sandbox.activity() })
    },
    Math.max(activityAtMostEveryMs, activityEveryMs / speed),
  )
}

/** What ends the process, from its first moment on: a stop may come before the sandbox stands. */
function listenForTheEnd(link: ParentLink, started: Promise<Sandbox>): void {
  const leave = (): void => {
    started.then(stopAndExit, () => undefined)
    // Whatever the start is waiting for: an end was asked for.
    setTimeout(() => process.exit(0), stopWithinMs)
  }
  link.onGone(leave)
  process.once('SIGTERM', leave).once('SIGINT', leave)
  link.onCommand((command) => {
    if (command.type === 'stop') leave()
    else if (command.type === 'scenario') void answer(command, link, started)
    else
      started
        .then((sandbox) => reset(sandbox, link))
        .catch((error: unknown) => failAndExit(link, error))
  })
}

/**
 * The sandbox as a program: `entry` is its own file, run again as the thread for Kinesis.
 * @throws when it cannot start.
 */
export async function runProgram(entry: URL, link: ParentLink): Promise<void> {
  listenOnLoopbackOnly()
  const options = readArguments(process.argv.slice(2), entry)
  const started = startSandbox({ ...options, clock: systemClock, report: link.send })
  listenForTheEnd(link, started)
  serve(await started, link, options.speed)
}
