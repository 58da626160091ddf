import type { SandboxState } from '#contract'
import { AppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { ScenarioDesk } from './scenario-desk.ts'
import type { SandboxCommand, SandboxMessage } from './protocol.ts'

/** A started sandbox process, however it was started. */
export interface SandboxProcess {
  send(command: SandboxCommand): void
  /** Ends it without asking. */
  kill(): void
  onMessage(listener: (message: SandboxMessage) => void): void
  onExit(listener: (code: number | null) => void): void
}

export interface SupervisorParts {
  start(): SandboxProcess
  clock: Clock
  log: Log
}

/** A sandbox that keeps dying is left alone after this many deaths within `patienceMs`, and says so. */
const maxDeaths = 5
const patienceMs = 60_000
const restartAfterMs = 500
const stopTimeoutMs = 3_000

function endedBefore(): AppError {
  return new AppError('endpoint-unreachable', 'the sandbox ended before its data was reset', {
    params: { endpoint: 'sandbox', message: 'sandbox' },
    retryable: true,
  })
}

/** Keeps the sandbox process alive, and tells whoever listens what state it is in. */
export class SandboxSupervisor {
  readonly #parts: SupervisorParts
  readonly #listeners = new Set<() => void>()
  readonly #stopped = new AbortController()
  #process: SandboxProcess | undefined
  #deathsMs: number[] = []
  #resets: PromiseWithResolvers<SandboxState>[] = []
  /** The scenarios that run in the process. */
  readonly scenarios: ScenarioDesk
  #state: SandboxState = { state: 'stopped', restarts: 0 }

  constructor(parts: SupervisorParts) {
    this.#parts = parts
    this.scenarios = new ScenarioDesk({
      clock: parts.clock,
      ready: () => this.settled(),
      send: (command) => this.#process?.send(command),
    })
  }

  get state(): SandboxState {
    return this.#state
  }

  /** Returns a function that stops listening. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(): void {
    if (this.#process !== undefined || this.#stopped.signal.aborted) return
    this.#set({ state: this.#state.restarts === 0 ? 'starting' : 'restarting' })
    try {
      this.#process = this.#parts.start()
    } catch (error) {
      this.#parts.log.error('sandbox.not-started', error)
      this.#set({ state: 'failed', reason: error instanceof Error ? error.message : String(error) })
      return
    }
    this.#process.onMessage((message) => {
      this.#hear(message)
    })
    this.#process.onExit((code) => {
      this.#process = undefined
      this.scenarios.cut()
      for (const { reject } of this.#resets.splice(0)) reject(endedBefore())
      if (!this.#stopped.signal.aborted) this.#died(code)
    })
  }

  /**
   * Deletes all data; resolves when the queues are built anew, or when the sandbox has failed. One that is down is
   * started first.
   * @throws endpoint-unreachable when it ends before it is done, though another may be ready by now
   */
  async reset(): Promise<SandboxState> {
    if (this.#process === undefined) await this.restart()
    if (this.#process === undefined) return this.#state
    const reset = Promise.withResolvers<SandboxState>()
    this.#resets.push(reset)
    const { kinesisEndpoint: _, kinesisReason: _reason, ...rest } = this.#state
    this.#state = rest
    this.#set({ state: 'starting' })
    this.#process.send({ type: 'reset' })
    return reset.promise
  }

  /** Starts again after a failure. A sandbox that runs is left alone. */
  async restart(): Promise<SandboxState> {
    this.#deathsMs = []
    if (this.#process === undefined) {
      this.#set({ restarts: this.#state.restarts + 1 })
      this.start()
    }
    return this.settled()
  }

  /** Asks it to stop and waits; kills it when it does not. */
  async dispose(): Promise<void> {
    this.#stopped.abort()
    const process = this.#process
    if (process === undefined) {
      this.#set({ state: 'stopped' })
      return
    }
    const exited = new Promise<void>((resolve) => {
      process.onExit(() => {
        resolve()
      })
    })
    process.send({ type: 'stop' })
    await Promise.race([exited, this.#parts.clock.sleep(stopTimeoutMs)])
    process.kill()
    this.#set({ state: 'stopped' })
  }

  #set(change: Partial<SandboxState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }

  #hear(message: SandboxMessage): void {
    this.scenarios.hear(message)
    switch (message.type) {
      case 'ready':
        this.#becameReady(message.sqsEndpoint)
        return
      case 'reset-done':
        this.#becameReady(message.sqsEndpoint)
        for (const { resolve } of this.#resets.splice(0)) resolve(this.#state)
        return
      case 'kinesis-ready':
        this.#set({ kinesisEndpoint: message.kinesisEndpoint })
        return
      case 'kinesis-failed':
        this.#parts.log.warn('sandbox.kinesis-failed', { reason: message.reason })
        this.#lostKinesis(message.reason)
        return
      case 'data-set-aside':
        this.#set({ dataSetAside: message.path })
        return
      case 'failed':
        this.#set({ reason: message.reason })
        return
      case 'activity':
      case 'scenario-view':
      case 'scenario-done':
      case 'scenario-refused':
    }
  }

  #becameReady(sqsEndpoint: string): void {
    const { reason: _, ...rest } = this.#state
    this.#state = rest
    this.#set({ state: 'ready', sqsEndpoint })
  }

  /** Kinesis follows with its own word when SQS is ready. */
  #awaitsKinesis(): boolean {
    const { state, kinesisEndpoint, kinesisReason } = this.#state
    return state === 'ready' && kinesisEndpoint === undefined && kinesisReason === undefined
  }

  #lostKinesis(kinesisReason: string): void {
    const { kinesisEndpoint: _, ...rest } = this.#state
    this.#state = rest
    this.#set({ kinesisReason })
  }

  #died(code: number | null): void {
    const now = this.#parts.clock.now()
    this.#deathsMs = [...this.#deathsMs.filter((at) => at > now - patienceMs), now]
    this.#parts.log.warn('sandbox.died', { code: code ?? -1, deaths: this.#deathsMs.length })
    const {
      sqsEndpoint: _sqs,
      kinesisEndpoint: _kinesis,
      kinesisReason: _reason,
      ...rest
    } = this.#state
    this.#state = rest
    if (this.#deathsMs.length >= maxDeaths) {
      this.#set({ state: 'failed', reason: this.#state.reason ?? `exit code ${String(code)}` })
      return
    }
    this.#set({ state: 'restarting', restarts: this.#state.restarts + 1 })
    void this.#startLater()
  }

  async #startLater(): Promise<void> {
    await this.#parts.clock.sleep(restartAfterMs, this.#stopped.signal)
    this.start()
  }

  /**
   * The next state that is an answer for a service: it answers, or will not. A sandbox that was never started is started
   * for it.
   */
  settled(service: 'sqs' | 'kinesis' = 'sqs'): Promise<SandboxState> {
    if (this.#state.state === 'stopped') this.start()
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#state.state === 'starting' || this.#state.state === 'restarting') return
        if (service === 'kinesis' && this.#awaitsKinesis()) return
        stop()
        resolve(this.#state)
      }
      const stop = this.onChange(look)
      look()
    })
  }
}
