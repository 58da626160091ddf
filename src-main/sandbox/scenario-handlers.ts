import { scenarioNames } from '#contract'
import type {
  ParsedInput,
  ParsedParams,
  ScenarioControls,
  ScenarioName,
  ScenarioRequest,
  ScenarioView,
} from '#contract'

/** What the handlers need of whoever runs the scenarios. */
export interface ScenarioControl {
  get(scenario: ScenarioName): ScenarioView
  changed(): Promise<undefined>
  ask(request: ScenarioRequest): Promise<ScenarioView>
  setControls(scenario: ScenarioName, controls: ScenarioControls): ScenarioView
}

interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

/** What is left out of a change stays. */
function changed(
  controls: ScenarioControls,
  change: ParsedInput<'scenarios.set'>['controls'],
): ScenarioControls {
  return {
    ratePerS: change.ratePerS ?? controls.ratePerS,
    doesPerS: change.doesPerS ?? controls.doesPerS,
    open: change.open ?? controls.open,
    failEvery: change.failEvery ?? controls.failEvery,
    workers: change.workers ?? controls.workers,
    broken: change.broken ?? controls.broken,
  }
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      resolve()
    }
    signal.addEventListener('abort', done, { once: true })
  })
}

async function* follow(
  scenarios: ScenarioControl,
  scenario: ScenarioName,
  { signal, demand }: FeedDemand,
): AsyncGenerator<ScenarioView, void, void> {
  let shown: ScenarioView | undefined
  const aborted = whenAborted(signal)
  while (!signal.aborted && (await demand())) {
    // Others change as well.
    while (shown === scenarios.get(scenario) && !signal.aborted) {
      await Promise.race([scenarios.changed(), aborted])
    }
    shown = scenarios.get(scenario)
    if (!signal.aborted) yield shown
  }
}

/** Operations and feed of the scenarios. */
export function scenarioHandlers(scenarios: ScenarioControl) {
  return {
    'scenarios.list': () => ({ scenarios: scenarioNames.map((name) => scenarios.get(name)) }),
    'scenarios.start': ({ scenario, seed }: ParsedInput<'scenarios.start'>) => {
      const { controls, seed: last } = scenarios.get(scenario)
      return scenarios.ask({ verb: 'start', scenario, controls, seed: seed ?? last })
    },
    'scenarios.stop': ({ scenario }: ParsedInput<'scenarios.stop'>) =>
      scenarios.ask({ verb: 'stop', scenario }),
    'scenarios.reset': ({ scenario }: ParsedInput<'scenarios.reset'>) =>
      scenarios.ask({ verb: 'reset', scenario }),
    'scenarios.set': ({ scenario, controls: change }: ParsedInput<'scenarios.set'>) => {
      const { state, controls } = scenarios.get(scenario)
      const next = changed(controls, change)
      return state === 'running' || state === 'preparing'
        ? scenarios.ask({ verb: 'set', scenario, controls: next })
        : scenarios.setControls(scenario, next)
    },
    'scenarios.act': ({ scenario, action }: ParsedInput<'scenarios.act'>) =>
      scenarios.ask({ verb: 'act', scenario, action }),
    'scenarios.follow': ({ scenario }: ParsedParams<'scenarios.follow'>, feed: FeedDemand) =>
      follow(scenarios, scenario, feed),
  }
}
