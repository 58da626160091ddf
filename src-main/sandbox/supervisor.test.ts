import { beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog } from '../lib/log.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import type { SteppedClock } from '../testing/stepped-clock.ts'
import type { SandboxCommand, SandboxMessage } from './protocol.ts'
import { SandboxSupervisor } from './supervisor.ts'
import type { SandboxProcess } from './supervisor.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A process that says and does what the test tells it. */
class HandProcess implements SandboxProcess {
  commands: SandboxCommand[] = []
  kills = 0
  #messages: ((message: SandboxMessage) => void)[] = []
  #exits: ((code: number | null) => void)[] = []

  send(command: SandboxCommand): void {
    this.commands.push(command)
  }
  kill(): void {
    this.kills += 1
  }
  onMessage(listener: (message: SandboxMessage) => void): void {
    this.#messages.push(listener)
  }
  onExit(listener: (code: number | null) => void): void {
    this.#exits.push(listener)
  }
  say(message: SandboxMessage): void {
    for (const listener of this.#messages) listener(message)
  }
  exit(code: number | null): void {
    for (const listener of this.#exits) listener(code)
  }
}

let clock: SteppedClock
let processes: HandProcess[]
let supervisor: SandboxSupervisor
let cannotStart: Error | undefined
let states: string[]

beforeEach(() => {
  clock = createSteppedClock(1_000_000)
  processes = []
  cannotStart = undefined
  states = []
  const start = (): SandboxProcess => {
    if (cannotStart !== undefined) throw cannotStart
    const process = new HandProcess()
    processes.push(process)
    return process
  }
  supervisor = new SandboxSupervisor({ start, clock, log: silentLog })
  supervisor.onChange(() => {
    states.push(supervisor.state.state)
  })
})

function current(): HandProcess {
  const process = processes.at(-1)
  if (process === undefined) throw new Error('nothing was started')
  return process
}

const ready = (port = 40001): SandboxMessage => ({
  type: 'ready',
  sqsEndpoint: `http://127.0.0.1:${String(port)}`,
})

async function dieAndRestart(code = 1): Promise<void> {
  current().exit(code)
  await clock.advance(500)
}

describe('the sandbox', () => {
  it('is stopped before it is started, and starts once', () => {
    expect(supervisor.state).toEqual({ state: 'stopped', restarts: 0 })
    supervisor.start()
    supervisor.start()
    expect(processes).toHaveLength(1)
    expect(supervisor.state).toEqual({ state: 'starting', restarts: 0 })
  })

  it('is ready when it says so, with where it answers; Kinesis may follow', () => {
    supervisor.start()
    current().say(ready())
    expect(supervisor.state).toEqual({
      state: 'ready',
      restarts: 0,
      sqsEndpoint: 'http://127.0.0.1:40001',
    })
    current().say({ type: 'kinesis-ready', kinesisEndpoint: 'http://127.0.0.1:40002' })
    expect(supervisor.state).toMatchObject({
      state: 'ready',
      kinesisEndpoint: 'http://127.0.0.1:40002',
    })
    expect(states).toEqual(['starting', 'ready', 'ready'])
  })

  it('goes on without Kinesis, and says where damaged data went', () => {
    supervisor.start()
    current().say({ type: 'data-set-aside', path: '/aside' })
    current().say(ready())
    current().say({ type: 'kinesis-failed', reason: 'no memory' })
    current().say({ type: 'activity', placed: 1, done: 0, poisoned: 0, failures: 0 })
    expect(supervisor.state).toMatchObject({ state: 'ready', dataSetAside: '/aside' })
    expect(supervisor.state).not.toHaveProperty('kinesisEndpoint')
    expect(supervisor.state.kinesisReason).toBe('no memory')
  })

  it('has calls to Kinesis wait until that has followed, or will not', async () => {
    const settled: unknown[] = []
    const ask = () =>
      void supervisor.settled('kinesis').then(({ kinesisEndpoint, kinesisReason }) => {
        settled.push(kinesisEndpoint ?? kinesisReason)
      })
    ask()
    current().say(ready())
    await turn()
    expect(settled).toEqual([])
    current().say({ type: 'kinesis-ready', kinesisEndpoint: 'http://127.0.0.1:40002' })
    await turn()
    expect(settled).toEqual(['http://127.0.0.1:40002'])
    await dieAndRestart()
    ask()
    current().say(ready())
    current().say({ type: 'kinesis-failed', reason: 'no memory' })
    await turn()
    expect(settled).toEqual(['http://127.0.0.1:40002', 'no memory'])
  })

  it('loses Kinesis when that dies, and forgets why once it is there again', () => {
    supervisor.start()
    current().say(ready())
    current().say({ type: 'kinesis-ready', kinesisEndpoint: 'http://127.0.0.1:40002' })
    current().say({ type: 'kinesis-failed', reason: 'no memory' })
    expect(supervisor.state).toMatchObject({ state: 'ready', kinesisReason: 'no memory' })
    expect(supervisor.state).not.toHaveProperty('kinesisEndpoint')
    void supervisor.reset()
    expect(supervisor.state).not.toHaveProperty('kinesisReason')
  })

  it('tells nobody any more who stopped listening', () => {
    const listener = vi.fn()
    const stop = supervisor.onChange(listener)
    stop()
    supervisor.start()
    expect(listener).not.toHaveBeenCalled()
  })
})

describe('a sandbox that dies', () => {
  it('is started again after half a second, counted, and has no endpoint meanwhile', async () => {
    supervisor.start()
    current().say(ready())
    current().say({ type: 'kinesis-ready', kinesisEndpoint: 'http://127.0.0.1:40002' })
    current().exit(1)
    expect(supervisor.state).toEqual({ state: 'restarting', restarts: 1 })
    await clock.advance(499)
    expect(processes).toHaveLength(1)
    await clock.advance(1)
    expect(processes).toHaveLength(2)
    expect(supervisor.state).toEqual({ state: 'restarting', restarts: 1 })
    current().say(ready(40009))
    expect(supervisor.state).toEqual({
      state: 'ready',
      restarts: 1,
      sqsEndpoint: 'http://127.0.0.1:40009',
    })
  })

  it('is given up after 5 deaths in a minute, with the reason it gave', async () => {
    supervisor.start()
    for (let death = 0; death < 4; death += 1) await dieAndRestart()
    current().say({ type: 'failed', reason: 'the port is taken' })
    await dieAndRestart(7)
    await clock.advance(3_600_000)
    expect(processes).toHaveLength(5)
    expect(supervisor.state).toEqual({ state: 'failed', restarts: 4, reason: 'the port is taken' })
  })

  it('is given up with its exit code when it gave no reason', async () => {
    supervisor.start()
    for (let death = 0; death < 5; death += 1) await dieAndRestart(7)
    expect(supervisor.state).toMatchObject({ state: 'failed', reason: 'exit code 7' })
  })

  it('is not given up when it dies now and then', async () => {
    supervisor.start()
    for (let death = 0; death < 12; death += 1) {
      await dieAndRestart()
      current().say(ready())
      await clock.advance(15_000)
    }
    expect(supervisor.state).toMatchObject({ state: 'ready', restarts: 12 })
  })

  it('forgets the reason of a failure once it is ready', async () => {
    supervisor.start()
    current().say({ type: 'failed', reason: 'once' })
    await dieAndRestart()
    current().say(ready())
    expect(supervisor.state).not.toHaveProperty('reason')
  })
})

describe('a sandbox that cannot even be started', () => {
  it('has failed and says why, at first as well as later', async () => {
    cannotStart = new Error('this Electron is too old')
    supervisor.start()
    expect(supervisor.state).toMatchObject({ state: 'failed', reason: 'this Electron is too old' })
    cannotStart = undefined
    const restarted = supervisor.restart()
    current().say(ready())
    expect(await restarted).toMatchObject({ state: 'ready' })
    cannotStart = new Error('gone')
    await dieAndRestart()
    expect(supervisor.state).toMatchObject({ state: 'failed', reason: 'gone' })
  })
})

describe('starting again by hand', () => {
  it('after it was given up gives it all its lives again', async () => {
    supervisor.start()
    for (let death = 0; death < 5; death += 1) await dieAndRestart()
    const restarted = supervisor.restart()
    expect(supervisor.state).toMatchObject({ state: 'restarting', restarts: 5 })
    current().say(ready())
    expect(await restarted).toMatchObject({ state: 'ready', restarts: 5 })
    for (let death = 0; death < 4; death += 1) await dieAndRestart()
    expect(supervisor.state.state).toBe('restarting')
  })

  it('leaves one that runs alone', async () => {
    supervisor.start()
    current().say(ready())
    expect(await supervisor.restart()).toMatchObject({ state: 'ready', restarts: 0 })
    expect(processes).toHaveLength(1)
    expect(current().commands).toEqual([])
  })

  it('does not start a second one beside the one that was about to start', async () => {
    supervisor.start()
    current().exit(1)
    void supervisor.restart()
    await clock.advance(10_000)
    expect(processes).toHaveLength(2)
  })

  it('answers with the failure when it fails', async () => {
    supervisor.start()
    for (let death = 0; death < 5; death += 1) await dieAndRestart()
    const restarted = supervisor.restart()
    for (let death = 0; death < 5; death += 1) await dieAndRestart()
    expect(await restarted).toMatchObject({ state: 'failed' })
  })
})

describe('a reset', () => {
  const resetDone: SandboxMessage = { type: 'reset-done', sqsEndpoint: 'http://127.0.0.1:40001' }

  it('is over when the sandbox says so, and not before', async () => {
    supervisor.start()
    current().say(ready())
    const over = vi.fn()
    const reset = supervisor.reset().then(over)
    expect(current().commands).toEqual([{ type: 'reset' }])
    expect(supervisor.state.state).toBe('starting')
    current().say({ type: 'kinesis-ready', kinesisEndpoint: 'http://127.0.0.1:40002' })
    await turn()
    expect(over).not.toHaveBeenCalled()
    current().say(resetDone)
    await reset
    expect(over).toHaveBeenCalledWith(expect.objectContaining({ state: 'ready' }))
  })

  it('fails when the sandbox dies before, though another one becomes ready', async () => {
    supervisor.start()
    current().say(ready())
    const reset = expect(supervisor.reset()).rejects.toMatchObject({
      code: 'endpoint-unreachable',
      retryable: true,
    })
    await dieAndRestart()
    current().say(ready())
    await reset
    expect(supervisor.state.state).toBe('ready')
  })

  it('starts a sandbox that is down before it asks', async () => {
    supervisor.start()
    for (let death = 0; death < 5; death += 1) await dieAndRestart()
    const reset = supervisor.reset()
    expect(current().commands).toEqual([])
    current().say(ready())
    await turn()
    expect(current().commands).toEqual([{ type: 'reset' }])
    current().say(resetDone)
    expect(await reset).toMatchObject({ state: 'ready' })
  })

  it('answers with the failure when it cannot be started', async () => {
    cannotStart = new Error('no')
    supervisor.start()
    expect(await supervisor.reset()).toMatchObject({ state: 'failed', reason: 'no' })
  })

  it('asks once for each wish, and ends all of them', async () => {
    supervisor.start()
    current().say(ready())
    const resets = [supervisor.reset(), supervisor.reset()]
    current().say(resetDone)
    await Promise.all(resets)
    expect(supervisor.state.state).toBe('ready')
  })
})

describe('the end', () => {
  it('asks the sandbox to stop and waits for it', async () => {
    supervisor.start()
    current().say(ready())
    const over = vi.fn()
    const end = supervisor.dispose().then(over)
    expect(current().commands).toEqual([{ type: 'stop' }])
    await turn()
    expect(over).not.toHaveBeenCalled()
    current().exit(0)
    await end
    expect(supervisor.state.state).toBe('stopped')
    await clock.advance(60_000)
    expect(processes).toHaveLength(1)
  })

  it('kills one that does not stop in 3 s', async () => {
    supervisor.start()
    const end = supervisor.dispose()
    await clock.advance(2999)
    expect(current().kills).toBe(0)
    await clock.advance(1)
    await end
    expect(current().kills).toBe(1)
    expect(supervisor.state.state).toBe('stopped')
  })

  it('lets none be started again that was about to be', async () => {
    supervisor.start()
    current().exit(1)
    await supervisor.dispose()
    await clock.advance(60_000)
    supervisor.start()
    await supervisor.restart()
    expect(processes).toHaveLength(1)
    expect(supervisor.state.state).toBe('stopped')
  })

  it('answers whoever waits for a restart or a reset', async () => {
    supervisor.start()
    const restarted = supervisor.restart()
    const reset = expect(supervisor.reset()).rejects.toMatchObject({ code: 'endpoint-unreachable' })
    const end = supervisor.dispose()
    current().exit(0)
    await end
    await reset
    expect(await restarted).toMatchObject({ state: 'stopped' })
  })
})
