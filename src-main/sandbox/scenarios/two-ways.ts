import { SCENARIO_LIMITS } from '#contract'
import type { ScenarioControls, TwoWaysName, TwoWaysView } from '#contract'
import { Changes } from '../../lib/changes.ts'
import type { Clock } from '../../lib/clock.ts'
import { letArrive } from './arrivals.ts'
import { DirectHalf } from './direct-half.ts'
import { QueuedHalf } from './queued-half.ts'
import { scenarioPlans } from './scenario-plans.ts'
import type { DirectLine, JobQueue, ScenarioAction, ScenarioRun } from './scenario-ports.ts'

export interface TwoWaysParts {
  readonly scenario: TwoWaysName
  readonly seed: number
  readonly clock: Clock
  readonly queue: JobQueue
  readonly line: DirectLine
  readonly controls: ScenarioControls
  onChange(): void
}

/** Of a burst, so many calls are under way at once: more than the called service takes. */
const callLanes = 60
const sendLanes = 8

type Figures = Pick<TwoWaysView, 'controls' | 'full' | 'direct' | 'queued' | 'check'>

/** One run: the same work, once by direct calls and once through a queue. */
export class TwoWays implements ScenarioRun {
  readonly #parts: TwoWaysParts
  readonly #direct: DirectHalf
  readonly #queued: QueuedHalf
  readonly #changes = new Changes()
  readonly #stopped = new AbortController()
  readonly #loops: Promise<void>[] = []
  readonly #calls = new Set<Promise<void>>()
  readonly #prefix: string
  #controls: ScenarioControls
  #sent = 0
  /** Of a burst: what is still to be sent. */
  #unsent = 0

  constructor(parts: TwoWaysParts) {
    const { scenario, clock, seed, queue, line, onChange } = parts
    const plan = scenarioPlans[scenario]
    const common = { clock, seed, onChange, isImpossible: plan.isImpossible }
    const controls = (): ScenarioControls => this.#controls
    this.#parts = parts
    this.#controls = parts.controls
    // Of this run alone: what an earlier one left in a queue is a stranger.
    this.#prefix = `${scenario}-${clock.now().toString(36)}`
    const { capacity, room, timeoutMs, visibilityS } = plan
    this.#direct = new DirectHalf({ ...common, capacity, room, timeoutMs, line, controls })
    this.#queued = new QueuedHalf({ ...common, visibilityS, queue, controls })
  }

  /** It takes nothing new: its queues hold as much as they may. */
  get isFull(): boolean {
    const { waiting, inFlight, dead } = this.#queued.ledger.snapshot()
    const next = this.#parts.scenario === 'burst' ? SCENARIO_LIMITS.burst : 1
    return waiting + inFlight + dead + this.#unsent + next > SCENARIO_LIMITS.kept
  }

  async start(): Promise<void> {
    const { clock, seed } = this.#parts
    const { signal } = this.#stopped
    await this.#follow(this.#controls)
    const arriving = { clock, seed, signal, changes: this.#changes }
    this.#loops.push(
      this.#queued.watch(signal),
      letArrive({
        ...arriving,
        ratePerS: () => Math.min(this.#controls.ratePerS, SCENARIO_LIMITS.ratePerS),
        arrive: () => {
          if (!this.isFull) this.#send()
        },
      }),
    )
  }

  async set(controls: ScenarioControls): Promise<void> {
    const before = this.#controls
    this.#controls = controls
    await this.#follow(controls, before)
    this.#changes.tell()
    this.#parts.onChange()
  }

  act(action: ScenarioAction): void {
    if (action === 'send-burst') this.sendBurst()
    else this.killWorker()
  }

  sendBurst(): void {
    if (this.isFull) return
    const ids = Array.from({ length: SCENARIO_LIMITS.burst }, () => this.#nextId())
    this.#unsent += ids.length
    const calls = this.#inLanes(callLanes, [...ids], (id) => this.#direct.call(id))
    const sends = this.#inLanes(sendLanes, ids, (id) => {
      this.#unsent -= 1
      return this.#queued.send(id)
    })
    this.#loops.push(...calls, ...sends)
  }

  killWorker(): void {
    this.#queued.replaceWorker()
    this.#parts.onChange()
  }

  /** Ends everything, and says once more what the emulator holds then. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.#direct.setOpen(false)
    await Promise.all([...this.#loops, this.#queued.stop(), ...this.#calls])
    await this.#queued.reconcile()
  }

  figures(): Figures {
    return {
      controls: this.#controls,
      full: this.isFull,
      direct: this.#direct.snapshot(),
      queued: this.#queued.snapshot(),
      ...(this.#queued.check !== undefined && { check: this.#queued.check }),
    }
  }

  async #follow(controls: ScenarioControls, before?: ScenarioControls): Promise<void> {
    this.#queued.setWorkers(controls.open ? controls.workers : 0)
    if (controls.open !== before?.open) await this.#direct.setOpen(controls.open)
  }

  #nextId(): string {
    this.#sent += 1
    return `${this.#prefix}-${String(this.#sent)}`
  }

  /** Takes from the ids until none is left, so many at a time: the process has other things to do as well. */
  #inLanes(lanes: number, ids: string[], run: (id: string) => Promise<void>): Promise<void>[] {
    const { signal } = this.#stopped
    return Array.from({ length: lanes }, async () => {
      for (let id = ids.shift(); id !== undefined && !signal.aborted; id = ids.shift())
        await run(id)
    })
  }

  #send(): void {
    const id = this.#nextId()
    const both = Promise.all([this.#direct.call(id), this.#queued.send(id)]).then(() => undefined)
    this.#calls.add(both)
    void both.finally(() => this.#calls.delete(both))
  }
}
