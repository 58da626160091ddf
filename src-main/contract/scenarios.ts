import { feed, operation } from './operation.ts'
import {
  idleScenario,
  scenarioActSchema,
  scenarioAskedSchema,
  scenarioSetSchema,
  scenarioStartSchema,
  scenarioViewSchema,
} from './scenario-model.ts'
import { z } from './z.ts'

const example = idleScenario('store')
const startedAtMs = 1_763_800_000_000
const running = { ...example, state: 'running', startedAtMs } as const
const store = { scenario: 'store' } as const

export const scenarios = {
  list: operation({
    effect: 'local',
    description: 'Lists the scenarios of the sandbox with what is known of their last run.',
    input: z.object({}),
    output: z.object({ scenarios: z.array(scenarioViewSchema) }),
    example: { input: {}, output: { scenarios: [example] } },
  }),
  start: operation({
    effect: 'local',
    description:
      "Begins a run: makes the scenario's queues in the sandbox if they are missing, empties them, and starts its services.",
    input: scenarioStartSchema,
    output: scenarioViewSchema,
    example: { input: { ...store, seed: 7 }, output: running },
  }),
  stop: operation({
    effect: 'local',
    description: 'Ends a run: its services stop, its queues keep what they hold.',
    input: scenarioAskedSchema,
    output: scenarioViewSchema,
    example: {
      input: store,
      output: { ...running, state: 'stopped', endedAtMs: startedAtMs + 60_000 },
    },
  }),
  reset: operation({
    effect: 'local',
    description: "Ends a run, empties the scenario's queues and forgets its figures.",
    input: scenarioAskedSchema,
    output: scenarioViewSchema,
    example: { input: store, output: example },
  }),
  set: operation({
    effect: 'local',
    description: 'Sets some of the controls of a scenario, also while it runs.',
    input: scenarioSetSchema,
    output: scenarioViewSchema,
    example: { input: { ...store, controls: { open: false } }, output: running },
  }),
  act: operation({
    effect: 'local',
    description: 'Has a running scenario do something once: send its burst, kill a worker.',
    input: scenarioActSchema,
    output: scenarioViewSchema,
    example: { input: { scenario: 'burst', action: 'send-burst' }, output: running },
  }),
  follow: feed({
    effect: 'local',
    description: 'Gives a scenario again whenever something happened in it, four times a second.',
    input: scenarioAskedSchema,
    output: scenarioViewSchema,
    example: { input: store, output: running },
  }),
}
