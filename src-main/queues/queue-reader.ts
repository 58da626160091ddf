import { GetQueueAttributesCommand, ListQueuesCommand } from '@aws-sdk/client-sqs'
import type { QueueAttributeName } from '@aws-sdk/client-sqs'
import type { Depth, ErrorValue, Queue, QueueDetail, QueueUrl } from '#contract'
import type { CallPurpose, Session } from '../connections/session.ts'
import { AppError, errorValue, toAppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import { concurrently } from '../polling/concurrently.ts'
import { toDepth, toQueue, toQueueDetail } from './queue-mapping.ts'
import { SeenRedrives } from './seen-redrives.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

/** One page of `ListQueues`. Always asked for: without `MaxResults` SQS stops at 1,000 and gives no token. */
const listPageSize = 1000
/** Attribute reads at a time for one connection; beyond some 16 AWS answers no faster and throttles sooner. */
export const depthConcurrency = 16

const depthAttributes: QueueAttributeName[] = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
  'RedrivePolicy',
]

export type DepthReading = { depth: Depth } | { queueUrl: QueueUrl; error: ErrorValue }

export interface QueuePage {
  queues: Queue[]
  nextToken: string | undefined
}

export interface DepthRound {
  onReading(reading: DepthReading): void
  /** Ends the round: reads in flight finish, others are not begun. */
  signal: AbortSignal
}

/** Reads queues and their attributes; makes no call that changes anything. */
export class QueueReader {
  readonly #clock: Clock
  /** Which queue is whose dead-letter queue, as far as attributes have been read. */
  readonly redrives = new SeenRedrives()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Every queue of the region, or those whose name begins so, page by page. @throws the reason when any page fails: half a list is not a list */
  async list(session: Session, prefix?: string): Promise<Queue[]> {
    const queues: Queue[] = []
    let page: QueuePage | undefined
    do {
      page = await this.listPage(session, page?.nextToken, prefix)
      queues.push(...page.queues)
    } while (page.nextToken !== undefined)
    return queues
  }

  /** Up to 1,000 queues, and the token of the next page where there is one. */
  async listPage(session: Session, token?: string, prefix?: string): Promise<QueuePage> {
    const client = sqsClient(session, 'read')
    const command = new ListQueuesCommand({
      MaxResults: listPageSize,
      NextToken: token,
      QueueNamePrefix: prefix,
    })
    return session.call(sqsFacts('ListQueues', 'read'), async () => {
      const page = await client.send(command)
      const queues = (page.QueueUrls ?? []).map(toQueue)
      return { queues, nextToken: page.NextToken === '' ? undefined : page.NextToken }
    })
  }

  /** Asks for one queue, to see whether the endpoint answers at all. */
  async probe(session: Session): Promise<void> {
    const command = new ListQueuesCommand({ MaxResults: 1 })
    await session.call(sqsFacts('ListQueues', 'read'), () =>
      sqsClient(session, 'read').send(command),
    )
  }

  /** @throws not-found when the queue was deleted */
  async describe(session: Session, queueUrl: QueueUrl): Promise<QueueDetail> {
    const attributes = await this.readAttributes(session, queueUrl, ['All'])
    this.redrives.note(session, queueUrl, attributes)
    return toQueueDetail(queueUrl, attributes, this.#clock.now())
  }

  /** Reads the counts of many queues, `onReading` for each as it comes: one that fails does not stop the others. */
  async readDepths(
    session: Session,
    queueUrls: readonly QueueUrl[],
    { onReading, signal }: DepthRound,
  ): Promise<void> {
    await concurrently(queueUrls, depthConcurrency, async (queueUrl) => {
      if (!signal.aborted) onReading(await this.#readDepth(session, queueUrl))
    })
  }

  async #readDepth(session: Session, queueUrl: QueueUrl): Promise<DepthReading> {
    try {
      const wanted = { queueUrl, names: depthAttributes }
      const attributes = await this.#attributes(session, 'poll', wanted)
      this.redrives.note(session, queueUrl, attributes)
      return { depth: toDepth(queueUrl, attributes, this.#clock.now()) }
    } catch (thrown) {
      return { queueUrl, error: errorValue(toAppError(thrown)) }
    }
  }

  /** Attributes as SQS spells them. @throws not-found when the queue was deleted */
  async readAttributes(
    session: Session,
    queueUrl: QueueUrl,
    names: QueueAttributeName[],
  ): Promise<Partial<Record<string, string>>> {
    return this.#attributes(session, 'read', { queueUrl, names })
  }

  async #attributes(
    session: Session,
    purpose: CallPurpose,
    { queueUrl, names }: { queueUrl: QueueUrl; names: QueueAttributeName[] },
  ): Promise<Partial<Record<string, string>>> {
    const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: names })
    const client = sqsClient(session, purpose)
    const answer = await session.call(sqsFacts('GetQueueAttributes', purpose), () =>
      client.send(command),
    )
    if (answer.Attributes !== undefined) return answer.Attributes
    throw new AppError('unexpected', 'GetQueueAttributes answered without attributes', {
      params: { action: 'sqs:GetQueueAttributes', message: 'no attributes' },
      retryable: true,
    })
  }
}
