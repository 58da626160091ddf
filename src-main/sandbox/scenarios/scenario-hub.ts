import { idleScenario, scenarioNames } from '#contract'
import type { ScenarioName, ScenarioRequest, ScenarioView } from '#contract'
import type { Clock } from '../../lib/clock.ts'
import { reasonOf } from '../fail-and-exit.ts'
import { emptyQueues, openRun } from './open-run.ts'
import type { OpenedRun } from './open-run.ts'
import type { ScenarioRun } from './scenario-ports.ts'

export interface HubParts {
  readonly endpoint: string
  readonly clock: Clock
  report(view: ScenarioView): void
}

/** A view is told this often at most. */
const everyMs = 250

type RequestTo<V extends ScenarioRequest['verb']> = Extract<ScenarioRequest, { verb: V }>

interface Running {
  run: ScenarioRun
  end(): Promise<void>
}

/** One scenario: its run, if there is one, and what is told of it. */
class Slot {
  readonly #parts: HubParts
  #view: ScenarioView
  #running: Running | undefined
  #last: Promise<void> = Promise.resolve()
  #isTelling = false
  #hasMore = false

  constructor(scenario: ScenarioName, parts: HubParts) {
    this.#parts = parts
    this.#view = idleScenario(scenario)
  }

  /** One request after the other; resolves when what it led to was told. */
  ask(request: ScenarioRequest): Promise<void> {
    const done = this.#last.then(() => this.#do(request))
    this.#last = done.catch(() => undefined)
    return done.finally(() => {
      this.tell()
    })
  }

  tell(): void {
    this.#parts.report({ ...this.#view, ...this.#running?.run.figures() })
  }

  async end(): Promise<void> {
    await this.#last
    await this.#stop()
  }

  async #do(request: ScenarioRequest): Promise<void> {
    const controls = this.#view.controls
    switch (request.verb) {
      case 'start':
        await this.#start(request)
        return
      case 'stop':
        await this.#stop()
        return
      case 'reset':
        await this.#stop()
        await emptyQueues(request.scenario, this.#parts.endpoint)
        this.#view = { ...idleScenario(request.scenario), controls }
        return
      case 'set':
        this.#view = { ...this.#view, controls: request.controls }
        await this.#running?.run.set(this.#view.controls)
        return
      case 'act':
        this.#running?.run.act(request.action)
    }
  }

  async #start({ scenario, seed, controls }: RequestTo<'start'>): Promise<void> {
    const { clock } = this.#parts
    await this.#stop()
    this.#view = { ...idleScenario(scenario), controls, seed, state: 'preparing' }
    this.tell()
    try {
      const { run, end, places } = await this.#open(seed)
      this.#running = { run, end }
      await run.start()
      this.#view = { ...this.#view, ...places, state: 'running', startedAtMs: clock.now() }
    } catch (error) {
      await this.#stop()
      this.#view = { ...this.#view, state: 'failed', reason: reasonOf(error) }
    }
  }

  #open(seed: number): Promise<OpenedRun> {
    const { scenario, controls } = this.#view
    const { clock, endpoint } = this.#parts
    const onChange = (): void => {
      this.#tellSoon()
    }
    return openRun(scenario, { endpoint, clock, seed, controls, onChange })
  }

  async #stop(): Promise<void> {
    const running = this.#running
    if (running === undefined) return
    await running.end()
    this.#running = undefined
    const endedAtMs = this.#parts.clock.now()
    this.#view = { ...this.#view, ...running.run.figures(), state: 'stopped', endedAtMs }
  }

  /** At once, and once more at the end of the pause if something happened in it. */
  #tellSoon(): void {
    this.#hasMore = true
    if (this.#isTelling) return
    this.#isTelling = true
    this.#hasMore = false
    this.tell()
    void this.#parts.clock.sleep(everyMs).then(() => {
      this.#isTelling = false
      if (this.#hasMore && this.#running !== undefined) this.#tellSoon()
    })
  }
}

export interface ScenarioHub {
  ask(request: ScenarioRequest): Promise<void>
  /** Says of every scenario how it stands. */
  tell(): void
  end(): Promise<void>
}

/** All scenarios of a sandbox that runs. */
export function openScenarioHub(parts: HubParts): ScenarioHub {
  const slots = new Map(scenarioNames.map((name) => [name, new Slot(name, parts)]))
  return {
    ask: async (request) => slots.get(request.scenario)?.ask(request),
    tell() {
      for (const slot of slots.values()) slot.tell()
    },
    async end() {
      await Promise.all([...slots.values()].map((slot) => slot.end()))
    },
  }
}
