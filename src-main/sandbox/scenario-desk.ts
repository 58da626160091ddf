import { idleScenario, scenarioNames, scenarioViewSchema } from '#contract'
import type { SandboxState, ScenarioName, ScenarioRequest, ScenarioView } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { Changes } from '../lib/changes.ts'
import type { Clock } from '../lib/clock.ts'
import type { SandboxCommand, SandboxMessage } from './protocol.ts'

export interface DeskParts {
  readonly clock: Clock
  /** Resolves when the sandbox is up, or has failed. */
  ready(): Promise<SandboxState>
  send(command: SandboxCommand): void
}

function unreachable(message: string): AppError {
  return new AppError('endpoint-unreachable', `scenario: ${message}`, {
    params: { endpoint: 'sandbox', message },
    retryable: true,
  })
}

/** What the main process knows of the scenarios, and its way of asking them for something. */
export class ScenarioDesk {
  readonly #parts: DeskParts
  readonly #views = new Map(scenarioNames.map((name) => [name, idleScenario(name)]))
  readonly #calls = new Map<number, PromiseWithResolvers<undefined>>()
  readonly #changes = new Changes()
  #lastCall = 0

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  get(scenario: ScenarioName): ScenarioView {
    return this.#views.get(scenario) ?? idleScenario(scenario)
  }

  /** Resolves at the next change of any of them. */
  changed(): Promise<undefined> {
    return this.#changes.wait()
  }

  /**
   * Has the sandbox do it.
   * @throws endpoint-unreachable when there is no sandbox, or when it ends before it has answered
   */
  async ask(request: ScenarioRequest): Promise<ScenarioView> {
    const { state, reason = state } = await this.#parts.ready()
    if (state !== 'ready') throw unreachable(reason)
    const answer = Promise.withResolvers<undefined>()
    this.#lastCall += 1
    this.#calls.set(this.#lastCall, answer)
    this.#parts.send({ type: 'scenario', call: this.#lastCall, request })
    await answer.promise
    return this.get(request.scenario)
  }

  /** Of one that does not run: the sandbox learns of it when it starts. */
  setControls(scenario: ScenarioName, controls: ScenarioView['controls']): ScenarioView {
    return this.#note({ ...this.get(scenario), controls })
  }

  hear(message: SandboxMessage): void {
    if (message.type === 'scenario-view') {
      const { data } = scenarioViewSchema.safeParse(message.view)
      if (data !== undefined) this.#note(data)
    } else if (message.type === 'scenario-done') {
      this.#take(message.call)?.resolve(undefined)
    } else if (message.type === 'scenario-refused') {
      this.#take(message.call)?.reject(unreachable(message.reason))
    }
  }

  /** The process is gone, and with it what ran in it. */
  cut(): void {
    for (const { reject } of this.#calls.values()) reject(unreachable('the sandbox ended'))
    this.#calls.clear()
    for (const view of this.#views.values()) {
      if (view.state !== 'running' && view.state !== 'preparing') continue
      this.#note({ ...view, state: 'cut', endedAtMs: this.#parts.clock.now() })
    }
  }

  #note(view: ScenarioView): ScenarioView {
    this.#views.set(view.scenario, view)
    this.#changes.tell()
    return view
  }

  #take(call: number): PromiseWithResolvers<undefined> | undefined {
    const waiting = this.#calls.get(call)
    this.#calls.delete(call)
    return waiting
  }
}
