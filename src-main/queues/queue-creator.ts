import { CreateQueueCommand } from '@aws-sdk/client-sqs'
import { attributeRules, findCombinationProblem } from '#contract'
import type { ErrorValue, ParsedInput, Queue, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError, errorValue, toAppError } from '../lib/app-error.ts'
import { toQueue } from './queue-mapping.ts'
import type { QueueReader } from './queue-reader.ts'
import { findQueueUrl } from './queue-url.ts'
import { sqsClient, sqsFacts } from './sqs.ts'
import { wiringProblems } from './wiring-rules.ts'

export interface CreatorParts {
  session: Session
  reader: QueueReader
}

export type Wanted = Pick<
  ParsedInput<'queues.create'>,
  'name' | 'type' | 'attributes' | 'tags' | 'deadLetter'
>

export interface Created {
  queue?: Queue
  deadLetterQueue?: Queue
  failure?: ErrorValue
  requestId?: string | undefined
}

interface NewQueue {
  name: string
  attributes: Record<string, string>
  tags: readonly { key: string; value: string }[]
}

const fifoAttributes = { standard: {}, fifo: { FifoQueue: 'true' } } as const

/** That it may not be asked is no reason against it: CreateQueue then decides. */
async function isTaken(session: Session, name: string): Promise<boolean> {
  try {
    return (await findQueueUrl(session, name)) !== undefined
  } catch (thrown) {
    if (toAppError(thrown).code === 'access-denied') return false
    throw thrown
  }
}

/** CreateQueue answers for a queue that exists with the same attributes as if it had made it. Weir says so instead. */
async function checkFree(session: Session, name: string): Promise<void> {
  if (!(await isTaken(session, name))) return
  throw new AppError('conflict', `a queue ${name} exists`, {
    params: { reason: 'name-exists', queue: name },
  })
}

/** Makes a queue, once. */
export async function createOne(session: Session, wanted: NewQueue) {
  const { name, attributes, tags } = wanted
  const command = new CreateQueueCommand({
    QueueName: name,
    Attributes: attributes,
    ...(tags.length === 0
      ? {}
      : { tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])) }),
  })
  const client = sqsClient(session, 'change')
  const answer = await session.call(sqsFacts('CreateQueue', 'change'), () => client.send(command))
  if (answer.QueueUrl !== undefined)
    return { queue: toQueue(answer.QueueUrl), requestId: answer.$metadata.requestId }
  throw new AppError('unexpected', 'CreateQueue answered without a URL', { effectUnknown: true })
}

async function arnOf({ session, reader }: CreatorParts, queueUrl: QueueUrl): Promise<string> {
  const { QueueArn = '' } = await reader.readAttributes(session, queueUrl, ['QueueArn'])
  return QueueArn
}

function redrivePolicy(arn: string, maxReceiveCount: number) {
  return { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount }) }
}

/** The ARN that the new queue will have: as the other's, which must be of the same account and region. */
function arnBeside(arn: string, name: string): string {
  return [...arn.split(':').slice(0, -1), name].join(':')
}

async function wireToExisting(parts: CreatorParts, wanted: Wanted, queueUrl: QueueUrl) {
  const found = await parts.reader.readAttributes(parts.session, queueUrl, ['All'])
  const { QueueArn: arn = '', RedriveAllowPolicy: allowPolicy } = found
  const [reason] = wiringProblems({ arn: arnBeside(arn, wanted.name) }, { arn, allowPolicy })
  if (reason === undefined) return arn
  throw new AppError('invalid-input', `dead-letter queue: ${reason}`, { params: { reason } })
}

/** Dead letters are kept as long as SQS can: they are there to be looked at later. */
function newDeadLetter(wanted: Wanted, name: string): NewQueue {
  const rule = attributeRules.MessageRetentionPeriod
  const longest = rule.kind === 'number' ? String(rule.max) : rule.standard
  const { SqsManagedSseEnabled, KmsMasterKeyId } = wanted.attributes
  return {
    name,
    tags: wanted.tags,
    attributes: {
      ...fifoAttributes[wanted.type],
      MessageRetentionPeriod: longest,
      ...(SqsManagedSseEnabled === undefined ? {} : { SqsManagedSseEnabled }),
      ...(KmsMasterKeyId === undefined ? {} : { KmsMasterKeyId }),
    },
  }
}

function checkCombination({ attributes }: Wanted): void {
  const reason = findCombinationProblem(attributes)
  if (reason !== undefined)
    throw new AppError('invalid-input', `attributes: ${reason}`, { params: { reason } })
}

function plainQueue({ name, type, attributes, tags }: Wanted): NewQueue {
  return { name, tags, attributes: { ...attributes, ...fifoAttributes[type] } }
}

async function createWithNew(parts: CreatorParts, wanted: Wanted): Promise<Created> {
  const { deadLetter } = wanted
  if (deadLetter?.kind !== 'new') throw new Error('no new dead-letter queue is wanted')
  await checkFree(parts.session, deadLetter.name)
  const made = await createOne(parts.session, newDeadLetter(wanted, deadLetter.name))
  try {
    const arn = await arnOf(parts, made.queue.queueUrl)
    const plain = plainQueue(wanted)
    const attributes = { ...plain.attributes, ...redrivePolicy(arn, deadLetter.maxReceiveCount) }
    return {
      ...(await createOne(parts.session, { ...plain, attributes })),
      deadLetterQueue: made.queue,
    }
  } catch (thrown) {
    // One queue stands: that it does is the answer, with why the other does not.
    return {
      deadLetterQueue: made.queue,
      failure: errorValue(toAppError(thrown)),
      requestId: made.requestId,
    }
  }
}

/**
 * Creates a queue, each call once. The limits were checked when the input was parsed.
 * @throws conflict `name-exists` before anything is made, invalid-input, what SQS answered
 */
export async function createQueue(parts: CreatorParts, wanted: Wanted): Promise<Created> {
  checkCombination(wanted)
  await checkFree(parts.session, wanted.name)
  const { deadLetter } = wanted
  if (deadLetter?.kind === 'new') return createWithNew(parts, wanted)
  const plain = plainQueue(wanted)
  if (deadLetter === undefined) return createOne(parts.session, plain)
  const arn = await wireToExisting(parts, wanted, deadLetter.queueUrl)
  const attributes = { ...plain.attributes, ...redrivePolicy(arn, deadLetter.maxReceiveCount) }
  return createOne(parts.session, { ...plain, attributes })
}
