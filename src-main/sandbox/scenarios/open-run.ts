import { SNSClient } from '@aws-sdk/client-sns'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { ScenarioControls, ScenarioName, TwoWaysName } from '#contract'
import type { Clock } from '../../lib/clock.ts'
import { FanOut } from './fan-out.ts'
import { openJobQueue } from './job-queue.ts'
import { openLoopbackLine } from './loopback-line.ts'
import { openFanOut } from './open-fan-out.ts'
import { scenarioPlans } from './scenario-plans.ts'
import type { ScenarioRun } from './scenario-ports.ts'
import { TwoWays } from './two-ways.ts'

export interface RunParts {
  readonly endpoint: string
  readonly clock: Clock
  readonly seed: number
  readonly controls: ScenarioControls
  onChange(): void
}

export interface OpenedRun {
  readonly run: ScenarioRun
  /** Where its queues are, as its view says it. */
  readonly places: { readonly queueUrl?: string; readonly deadUrl?: string }
  end(): Promise<void>
}

function settingsFor(endpoint: string) {
  return {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    // A send that is tried twice would be a message that is there twice.
    maxAttempts: 1,
  }
}

function sqsFor(endpoint: string): SQSClient {
  // The host in fauxqs's queue URLs does not resolve everywhere.
  return new SQSClient({ ...settingsFor(endpoint), useQueueUrlAsEndpoint: false })
}

async function openTwoWays(scenario: TwoWaysName, parts: RunParts): Promise<OpenedRun> {
  const client = sqsFor(parts.endpoint)
  const queue = await openJobQueue(client, parts.endpoint, scenarioPlans[scenario])
  const line = openLoopbackLine()
  const run = new TwoWays({ ...parts, scenario, queue, line })
  return {
    run,
    places: { queueUrl: queue.queueUrl, deadUrl: queue.deadUrl },
    async end() {
      await run.stop()
      await line.end()
      client.destroy()
    },
  }
}

async function openFan(parts: RunParts): Promise<OpenedRun> {
  const sqs = sqsFor(parts.endpoint)
  const sns = new SNSClient(settingsFor(parts.endpoint))
  const run = new FanOut({ ...parts, ...(await openFanOut(sqs, sns, parts.endpoint)) })
  return {
    run,
    places: {},
    async end() {
      await run.stop()
      sqs.destroy()
      sns.destroy()
    },
  }
}

/** Everything that a run needs, made and empty. */
export function openRun(scenario: ScenarioName, parts: RunParts): Promise<OpenedRun> {
  return scenario === 'fanout' ? openFan(parts) : openTwoWays(scenario, parts)
}

/** Empties the queues of a scenario that does not run. */
export async function emptyQueues(scenario: ScenarioName, endpoint: string): Promise<void> {
  const sqs = sqsFor(endpoint)
  const sns = new SNSClient(settingsFor(endpoint))
  if (scenario === 'fanout') await openFanOut(sqs, sns, endpoint)
  else await openJobQueue(sqs, endpoint, scenarioPlans[scenario])
  sqs.destroy()
  sns.destroy()
}
