import { fanSubscribers, SCENARIO_LIMITS } from '#contract'
import type { FanOutView, FanSubscriber, ScenarioControls } from '#contract'
import { Changes } from '../../lib/changes.ts'
import type { Clock } from '../../lib/clock.ts'
import { letArrive } from './arrivals.ts'
import { fanEvent, filterOf } from './fan-events.ts'
import type { FanEvent } from './fan-events.ts'
import { FanService } from './fan-service.ts'
import type { FanQueue } from './fan-service.ts'
import type { ScenarioRun } from './scenario-ports.ts'

/** The topic of the scenario. */
export interface FanTopic {
  readonly topicArn: string
  publish(event: FanEvent): Promise<void>
  setFilter(subscriber: FanSubscriber, filter: string | undefined): Promise<void>
}

export interface FanOutParts {
  readonly clock: Clock
  readonly seed: number
  readonly controls: ScenarioControls
  readonly topic: FanTopic
  readonly queues: Readonly<Record<FanSubscriber, FanQueue>>
  onChange(): void
}

const checkMs = 1_000

/** One event, published once, for three services that each need a part of them. */
export class FanOut implements ScenarioRun {
  readonly #parts: FanOutParts
  readonly #services: ReadonlyMap<FanSubscriber, FanService>
  readonly #changes = new Changes()
  readonly #stopped = new AbortController()
  readonly #loops: Promise<void>[] = []
  readonly #publishing = new Set<Promise<void>>()
  readonly #prefix: string
  #controls: ScenarioControls
  #published = 0
  #refused = 0

  constructor(parts: FanOutParts) {
    const { clock, queues } = parts
    this.#parts = parts
    this.#controls = parts.controls
    this.#prefix = `event-${clock.now().toString(36)}`
    this.#services = new Map(
      fanSubscribers.map((name) => [name, new FanService(name, queues[name], clock)]),
    )
  }

  async start(): Promise<void> {
    const { clock, seed, onChange } = this.#parts
    const { signal } = this.#stopped
    await this.#setFilter()
    this.#loops.push(
      this.#check(signal),
      ...[...this.#services.values()].map((service) => service.work(signal, onChange)),
      letArrive({
        ...{ clock, seed, signal, changes: this.#changes },
        ratePerS: () => Math.min(this.#controls.ratePerS, SCENARIO_LIMITS.ratePerS),
        arrive: (number) => {
          this.#publish(fanEvent(seed, `${this.#prefix}-${String(number)}`, number))
        },
      }),
    )
  }

  async set(controls: ScenarioControls): Promise<void> {
    const wasBroken = this.#controls.broken
    this.#controls = controls
    this.#changes.tell()
    if (wasBroken !== controls.broken) await this.#setFilter()
    this.#parts.onChange()
  }

  /** Nothing to be done once. */
  act(): void {
    this.#parts.onChange()
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    await Promise.all([...this.#loops, ...this.#publishing])
    // What the emulator has taken it has delivered by now.
    await this.#findMissed(0)
  }

  figures(): Pick<FanOutView, 'controls' | 'topicArn' | 'published' | 'refused' | 'subscribers'> {
    const { broken } = this.#controls
    return {
      ...{ controls: this.#controls, topicArn: this.#parts.topic.topicArn },
      ...{ published: this.#published, refused: this.#refused },
      subscribers: [...this.#services].map(([name, service]) =>
        service.toView(filterOf(name, broken)),
      ),
    }
  }

  #publish(event: FanEvent): void {
    const publishing = this.#publishNow(event)
    this.#publishing.add(publishing)
    void publishing.finally(() => this.#publishing.delete(publishing))
  }

  async #publishNow(event: FanEvent): Promise<void> {
    const services = [...this.#services.values()]
    for (const service of services) service.expect(event)
    const isTaken = await this.#parts.topic.publish(event).then(
      () => true,
      () => false,
    )
    if (isTaken) this.#published += 1
    else this.#refused += 1
    for (const service of services) service.published(event.id, isTaken)
    this.#parts.onChange()
  }

  #setFilter(): Promise<void> {
    return this.#parts.topic.setFilter('shipping', filterOf('shipping', this.#controls.broken))
  }

  async #check(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#parts.clock.sleep(checkMs, signal)
      if (signal.aborted) return
      await this.#findMissed()
    }
  }

  async #findMissed(withinMs?: number): Promise<void> {
    await Promise.all([...this.#services.values()].map((each) => each.findMissed(withinMs)))
    this.#parts.onChange()
  }
}
