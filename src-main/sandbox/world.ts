import { SNSClient } from '@aws-sdk/client-sns'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { Clock } from '../lib/clock.ts'
import { openOrderEvents } from './order-events.ts'
import { openOrderShop } from './order-shop.ts'
import { createOrderBook } from './orders.ts'
import type { OrderBook } from './orders.ts'
import { createPace } from './pace.ts'
import { openPayments } from './payments.ts'
import type { Activity } from './protocol.ts'
import { queuePlans } from './queue-plans.ts'
import { ensureQueues } from './queue-setup.ts'
import { createRandom } from './random.ts'
import { topicPlans } from './topic-plans.ts'
import { ensureTopics } from './topic-setup.ts'
import { openWorldQueue } from './world-queue.ts'
import type { WorldQueue } from './world-queue.ts'
import { openWorldTopic } from './world-topic.ts'

export interface World {
  activity(): Activity
  stop(): Promise<void>
}

export interface WorldOptions {
  readonly endpoint: string
  readonly clock: Clock
  /** 1 is real time. */
  readonly speed: number
  readonly seed: number
}

/** So many poisoned orders wait in the dead-letter queue of a new sandbox. */
const seededDeadLetters = 3

function clientsFor(endpoint: string): { sqs: SQSClient; sns: SNSClient } {
  const settings = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    // The world's sends are not worth doubling: a failed beat is simply over.
    maxAttempts: 1,
  }
  return {
    // The host in fauxqs's queue URLs does not resolve everywhere.
    sqs: new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
    sns: new SNSClient(settings),
  }
}

/**
 * Numbers go on after a restart without being stored: five a second since the queue was made are
 * more than are ever used.
 */
async function firstNumber(
  client: SQSClient,
  url: string,
  { clock, speed }: WorldOptions,
): Promise<number> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['CreatedTimestamp'] }),
  )
  const ageS = clock.now() / 1000 - Number(Attributes?.['CreatedTimestamp'])
  return 1001 + Math.floor(Math.max(0, ageS) * 5 * Math.max(1, speed))
}

/**
 * Brings poisoned orders to the dead-letter queue the way they always get there: received three
 * times and not deleted. Done before the shop opens, so that nothing else is received.
 */
async function seedDeadLetters(orders: WorldQueue, book: OrderBook, clock: Clock): Promise<void> {
  const poisoned = Array.from({ length: seededDeadLetters }, () => book.nextPoisoned(clock.now()))
  await orders.send(poisoned)
  // Three receives are allowed; fauxqs moves a message at the fourth.
  for (let receives = 0; receives < 4; receives += 1) await orders.receive(seededDeadLetters, 0)
}

/** The URL or the ARN of something that was just made. */
function getPlace(places: ReadonlyMap<string, string>, name: string): string {
  const place = places.get(name)
  if (place === undefined) throw new Error(`nothing is called ${name}`)
  return place
}

/** The queues that the topics of the plans deliver to. */
const subscribedQueues = topicPlans.flatMap(({ subscriptions }) =>
  subscriptions.map(({ queue }) => queue),
)

/** Makes the queues and topics and lets the shop live in them until `stop`. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { clock, speed, seed } = options
  const { sqs: client, sns } = clientsFor(options.endpoint)
  const { urls, made } = await ensureQueues(client, queuePlans)
  const topics = await ensureTopics(sns, topicPlans)
  const open = (name: string): WorldQueue => openWorldQueue(client, getPlace(urls, name))
  const [orders, deadLetters] = [open('orders'), open('orders-dlq')]
  const random = createRandom(seed)
  const book = createOrderBook(random, await firstNumber(client, getPlace(urls, 'orders'), options))
  if (made.has('orders')) await seedDeadLetters(orders, book, clock)
  let failures = 0
  const onFailure = (): void => {
    failures += 1
  }
  const pace = createPace({ clock, speed, onFailure })
  const counts = openOrderShop({ clock, pace, random, speed, book, orders, deadLetters })
  const paymentsUrl = getPlace(urls, 'payments.fifo')
  const numbering = await firstNumber(client, paymentsUrl, options)
  openPayments({ clock, pace, random, queue: open('payments.fifo'), firstNumber: numbering })
  openOrderEvents({
    clock,
    pace,
    random,
    firstNumber: numbering,
    orderEvents: openWorldTopic(sns, getPlace(topics, 'order-events')),
    priceChanges: openWorldTopic(sns, getPlace(topics, 'price-changes.fifo')),
    queues: subscribedQueues.map(open),
  })
  return {
    activity: () => ({ ...counts, failures }),
    async stop() {
      await pace.stop()
      client.destroy()
      sns.destroy()
    },
  }
}
