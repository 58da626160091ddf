import { momentMsSchema } from './identifiers.ts'
import { z } from './z.ts'

/** The small living systems of the sandbox, in the order in which they are shown. */
export const scenarioNames = ['store', 'burst', 'fanout'] as const
/** Those that do the same work once by direct calls and once through a queue. */
export const twoWaysNames = ['store', 'burst'] as const
export type TwoWaysName = (typeof twoWaysNames)[number]
export type ScenarioName = (typeof scenarioNames)[number]

/** What the sandbox does of what is asked for, and what it keeps: it is one small program on this computer. */
export const SCENARIO_LIMITS = {
  /** Orders a second that may be asked for; more than `ratePerS` of them are not placed. */
  askedPerS: 10_000,
  ratePerS: 50,
  /** Messages that a scenario leaves in its queues; it takes no more until there are fewer. */
  kept: 2_000,
  /** Videos of one burst. */
  burst: 1_000,
  workers: 20,
} as const

export const scenarioControlsSchema = z.object({
  /** Orders a second. */
  ratePerS: z.number().min(0).max(SCENARIO_LIMITS.askedPerS),
  /** How many the receiving service does a second (one worker of it). */
  doesPerS: z.number().min(0.1).max(SCENARIO_LIMITS.ratePerS),
  /** Whether the receiving service runs. */
  open: z.boolean(),
  /** One in so many attempts fails; 0 for none. */
  failEvery: z.int().min(0).max(1_000),
  /** Workers that receive from the queue. */
  workers: z.int().min(0).max(SCENARIO_LIMITS.workers),
  /** Whether a subscription has a filter policy with a mistake in it. */
  broken: z.boolean(),
})
export type ScenarioControls = z.infer<typeof scenarioControlsSchema>

const count = z.int().min(0)

/** What became of the calls of the half whose services call each other. */
const directSchema = z.object({
  asked: count,
  done: count,
  /** No answer yet. */
  waiting: count,
  /** The called service was not there, or said that it is full. */
  refused: count,
  timedOut: count,
  failed: count,
  /** Done all the same, after the caller had been told that it was not. */
  doneUnknown: count,
  /** How long the caller waited: the median of the last ones. */
  responseMs: z.number().min(0).optional(),
})

/** What became of the messages of the half that has a queue between its services; each id is in one place. */
const queuedSchema = z.object({
  asked: count,
  /** SQS has it. */
  accepted: count,
  refused: count,
  waiting: count,
  inFlight: count,
  done: count,
  dead: count,
  /** Neither done nor in a queue any more: somebody else took it. */
  missing: count,
  /** Received again after a receive that did not end in a delete. */
  redelivered: count,
  /** Messages that are none of this run, as those that a user sends. */
  foreign: count,
  responseMs: z.number().min(0).optional(),
  /** Waiting and in flight, second by second, oldest first. */
  depths: z.array(count).max(60),
})

/** The engine's ledger held against what the emulator says that it holds. */
const checkSchema = z.object({
  atMs: momentMsSchema,
  agrees: z.boolean(),
  /** In the emulator: visible and in flight, and in the dead-letter queue. */
  held: count,
  dead: count,
})

export const scenarioStates = [
  'idle',
  'preparing',
  'running',
  'stopped',
  /** It could not begin, or could not go on. */
  'failed',
  /** The sandbox process ended in the middle of it. */
  'cut',
] as const

const frame = {
  state: z.enum(scenarioStates),
  seed: z.int().min(0),
  startedAtMs: momentMsSchema.optional(),
  endedAtMs: momentMsSchema.optional(),
  /** In the words of whatever failed. */
  reason: z.string().optional(),
  controls: scenarioControlsSchema,
  /** It takes nothing new: so many messages are kept as a scenario may keep. */
  full: z.boolean(),
}

const twoWaysSchema = z.object({
  ...frame,
  scenario: z.enum(twoWaysNames),
  queueUrl: z.string().optional(),
  deadUrl: z.string().optional(),
  direct: directSchema,
  queued: queuedSchema,
  check: checkSchema.optional(),
})
export type TwoWaysView = z.infer<typeof twoWaysSchema>

export const fanSubscribers = ['billing', 'shipping', 'analytics'] as const
export type FanSubscriber = (typeof fanSubscribers)[number]

/** What one service is meant to get of what was published, and what it got. */
const subscriberSchema = z.object({
  name: z.enum(fanSubscribers),
  queueUrl: z.string().optional(),
  /** The filter policy of its subscription, as JSON; none lets everything through. */
  filter: z.string().optional(),
  /** Events that its service needs: `wanted = received + waiting + missed`. */
  wanted: count,
  received: count,
  waiting: count,
  /** Wanted, published, and in neither the queue nor the service. */
  missed: count,
  /** Received without being needed. */
  unwanted: count,
})

const fanOutSchema = z.object({
  ...frame,
  scenario: z.literal('fanout'),
  topicArn: z.string().optional(),
  published: count,
  /** SNS did not take them. */
  refused: count,
  subscribers: z.array(subscriberSchema),
})
export type FanOutView = z.infer<typeof fanOutSchema>

export const scenarioViewSchema = z.discriminatedUnion('scenario', [twoWaysSchema, fanOutSchema])
export type ScenarioView = z.infer<typeof scenarioViewSchema>

/** What a scenario can be told beside its controls. */
export const scenarioActions = ['send-burst', 'kill-worker'] as const

const at = { scenario: z.enum(scenarioNames) }
export const scenarioAskedSchema = z.object(at)
export const scenarioStartSchema = z.object({ ...at, seed: z.int().min(0).max(999_999).optional() })
export const scenarioSetSchema = z.object({ ...at, controls: scenarioControlsSchema.partial() })
export const scenarioActSchema = z.object({ ...at, action: z.enum(scenarioActions) })

/** What the main process asks of the sandbox process. */
export const scenarioRequestSchema = z.discriminatedUnion('verb', [
  z.object({
    ...{ ...at, verb: z.literal('start'), seed: z.int().min(0) },
    controls: scenarioControlsSchema,
  }),
  scenarioAskedSchema.extend({ verb: z.literal('stop') }),
  scenarioAskedSchema.extend({ verb: z.literal('reset') }),
  z.object({ ...at, verb: z.literal('set'), controls: scenarioControlsSchema }),
  scenarioActSchema.extend({ verb: z.literal('act') }),
])
export type ScenarioRequest = z.infer<typeof scenarioRequestSchema>

const firstControls: Record<ScenarioName, ScenarioControls> = {
  store: { ratePerS: 4, doesPerS: 6, open: true, failEvery: 0, workers: 1, broken: false },
  burst: { ratePerS: 0, doesPerS: 2, open: true, failEvery: 0, workers: 10, broken: false },
  fanout: { ratePerS: 2, doesPerS: 20, open: true, failEvery: 0, workers: 1, broken: false },
}

function idleFrame(scenario: ScenarioName) {
  return { state: 'idle', seed: 7, controls: firstControls[scenario], full: false } as const
}

function idleTwoWays(scenario: TwoWaysName): TwoWaysView {
  const none = { asked: 0, done: 0, waiting: 0, refused: 0 }
  const ends = { accepted: 0, inFlight: 0, dead: 0, missing: 0, redelivered: 0, foreign: 0 }
  return {
    ...{ ...idleFrame(scenario), scenario },
    direct: { ...none, timedOut: 0, failed: 0, doneUnknown: 0 },
    queued: { ...none, ...ends, depths: [] },
  }
}

function idleFanOut(): FanOutView {
  const none = { wanted: 0, received: 0, waiting: 0, missed: 0, unwanted: 0 }
  const subscribers = fanSubscribers.map((name) => ({ name, ...none }))
  return { ...idleFrame('fanout'), scenario: 'fanout', published: 0, refused: 0, subscribers }
}

/** A scenario before its first run. */
export function idleScenario(scenario: ScenarioName): ScenarioView {
  return scenario === 'fanout' ? idleFanOut() : idleTwoWays(scenario)
}
