import {
  GetTopicAttributesCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
} from '@aws-sdk/client-sns'
import type {
  ListSubscriptionsCommandOutput,
  ListTopicsCommandOutput,
  SNSClient,
} from '@aws-sdk/client-sns'
import { connectionIdSchema } from '#contract'
import type { ComposedWeir } from '../src-main/testing/composed-weir.ts'
import { createTopic, makeMany, subscribeQueue } from '../src-main/testing/contract-topics.ts'
import { snsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import { startDelayingProxy } from './delaying-proxy.ts'
import type { Figure, Pair } from './figure.ts'
import { inParallel } from './in-parallel.ts'
import { interleaved } from './interleaved.ts'
import { composeForBench } from './many-queues.ts'
import { timed } from './timed.ts'

const topicCount = 200
const subscriptionsOfEach = 10
/** A near region from an office, as for `queues.refresh`. */
const delayMs = 20
/** Reads of attributes at a time, on both sides. */
const concurrency = 16
const pairs = 7
const connectionId = connectionIdSchema.parse('sandbox')

/** What was read must be all there is, or the side that read less would win. */
function expectAll(topics: number, subscriptions: number, described: number): void {
  const wanted = [topicCount, topicCount * subscriptionsOfEach, topicCount]
  const read = [topics, subscriptions, described]
  if (read.some((count, at) => count !== wanted[at])) {
    throw new Error(`read ${read.join(', ')} instead of ${wanted.join(', ')}`)
  }
}

/** The least that any program must do: pages of topics and of subscriptions, then the attributes of each topic. */
async function refreshBare(sns: SNSClient): Promise<void> {
  const arns: string[] = []
  let NextToken: string | undefined
  do {
    const page: ListTopicsCommandOutput = await sns.send(new ListTopicsCommand({ NextToken }))
    arns.push(...(page.Topics ?? []).flatMap(({ TopicArn }) => TopicArn ?? []))
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  let subscriptions = 0
  do {
    const command = new ListSubscriptionsCommand({ NextToken })
    const page: ListSubscriptionsCommandOutput = await sns.send(command)
    subscriptions += page.Subscriptions?.length ?? 0
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  const read = new Map<string, unknown>()
  await inParallel(arns, concurrency, async (TopicArn) => {
    read.set(TopicArn, (await sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes)
  })
  expectAll(arns.length, subscriptions, read.size)
}

/** What the window does, over its port: both lists page by page, and the attributes of the rows that are shown. */
async function refreshWeir({ client }: ComposedWeir): Promise<void> {
  const arns: string[] = []
  let token: string | undefined
  do {
    const page = await client.topics.listPage({ connectionId, ...(token && { token }) })
    arns.push(...page.topics.map(({ topicArn }) => topicArn))
    token = page.nextToken
  } while (token !== undefined)
  let subscriptions = 0
  do {
    const page = await client.subscriptions.listPage({ connectionId, ...(token && { token }) })
    subscriptions += page.subscriptions.length
    token = page.nextToken
  } while (token !== undefined)
  const read = new Set<string>()
  await inParallel(arns, concurrency, async (topicArn) => {
    read.add((await client.topics.describe({ connectionId, topicArn })).topicArn)
  })
  expectAll(arns.length, subscriptions, read.size)
}

async function fill(sns: SNSClient): Promise<void> {
  await makeMany(topicCount, async (index) => {
    // Of one length: fauxqs loses some of its pages otherwise.
    const topicArn = await createTopic(sns, `bench-${String(index).padStart(3, '0')}`)
    for (let at = 0; at < subscriptionsOfEach; at++) {
      await subscribeQueue(sns, topicArn, { queueName: `queue-${String(at)}` })
    }
  })
}

async function measure(): Promise<Pair[]> {
  const emulator = await startFauxqs()
  const direct = snsClientFor(emulator.endpoint)
  await fill(direct)
  const proxy = await startDelayingProxy(emulator.endpoint, delayMs)
  const sns = snsClientFor(proxy.endpoint)
  const weir = composeForBench(proxy.endpoint)
  try {
    return await interleaved(pairs, {
      baseline: () => timed(() => refreshBare(sns)),
      value: () => timed(() => refreshWeir(weir)),
    })
  } finally {
    await weir.close()
    sns.destroy()
    direct.destroy()
    await proxy.close()
    await emulator.close()
  }
}

export const topicsFigure: Figure = {
  suite: 'topics',
  name: 'refresh',
  unit: 'ms',
  budget: 1.15,
  compares: `${String(topicCount)} topics and their ${String(topicCount * subscriptionsOfEach)} subscriptions listed, the topics' attributes read, ${String(delayMs)} ms a call; bare SDK loop of the same ${String(concurrency)} at a time`,
  measure,
}
