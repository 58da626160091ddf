import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs'
import type { ListMessageMoveTasksResultEntry } from '@aws-sdk/client-sqs'
import { MOVE_TASKS_LISTED, moveTaskSchema, moveTaskStates, taskHandleSchema } from '#contract'
import type { MoveTask, ParsedInput, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { toAppError } from '../lib/app-error.ts'
import { isMissingAction } from '../lib/aws-errors.ts'
import type { QueueReader } from './queue-reader.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

/** SQS and its copies leave out, or give as null or empty, what is not so. */
function given<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null && value !== ''
}

function toMoveTask(entry: ListMessageMoveTasksResultEntry): MoveTask {
  const status = entry.Status?.toLowerCase()
  const state = moveTaskStates.find((each) => each === status) ?? 'unknown'
  const facts = {
    taskHandle: entry.TaskHandle,
    destinationArn: entry.DestinationArn,
    maxPerSecond: entry.MaxNumberOfMessagesPerSecond,
    toMove: entry.ApproximateNumberOfMessagesToMove,
    failureReason: entry.FailureReason?.slice(0, 1_000),
    startedAtMs: entry.StartedTimestamp,
  }
  const known = Object.entries(facts).filter(([, value]) => given(value))
  const moved = entry.ApproximateNumberOfMessagesMoved ?? 0
  return moveTaskSchema.parse({ state, moved, ...Object.fromEntries(known) })
}

/** SQS's own move tasks. */
export class MoveTasks {
  readonly #reader: QueueReader
  /** By session: the list is asked for again and again, and the ARN of a queue never changes. */
  readonly #arns = new WeakMap<Session, Map<QueueUrl, string>>()

  constructor(reader: QueueReader) {
    this.#reader = reader
  }

  /** Has SQS move all messages of a queue, once. The ARNs of both queues are read before, where they are not known. */
  async start(session: Session, { queueUrl, toUrl, maxPerSecond }: ParsedInput<'tasks.start'>) {
    const command = new StartMessageMoveTaskCommand({
      SourceArn: await this.#arnOf(session, queueUrl),
      DestinationArn: toUrl === undefined ? undefined : await this.#arnOf(session, toUrl),
      MaxNumberOfMessagesPerSecond: maxPerSecond,
    })
    const client = sqsClient(session, 'change')
    const facts = sqsFacts('StartMessageMoveTask', 'change')
    const answer = await session.call(facts, () => client.send(command))
    const handle = taskHandleSchema.safeParse(answer.TaskHandle)
    return {
      requestId: answer.$metadata.requestId,
      ...(handle.success ? { taskHandle: handle.data } : {}),
    }
  }

  /** Newest first; undefined where the service has no such operation. */
  async list(session: Session, queueUrl: QueueUrl): Promise<MoveTask[] | undefined> {
    const client = sqsClient(session, 'read')
    const command = new ListMessageMoveTasksCommand({
      SourceArn: await this.#arnOf(session, queueUrl),
      MaxResults: MOVE_TASKS_LISTED,
    })
    try {
      const facts = sqsFacts('ListMessageMoveTasks', 'read')
      const { Results = [] } = await session.call(facts, () => client.send(command))
      const tasks = Results.map(toMoveTask)
      return tasks.toSorted((a, b) => (b.startedAtMs ?? 0) - (a.startedAtMs ?? 0))
    } catch (thrown) {
      if (isMissingAction(toAppError(thrown))) return undefined
      throw thrown
    }
  }

  /** Asks SQS to stop a task, once. */
  async cancel(session: Session, { taskHandle }: ParsedInput<'tasks.cancel'>) {
    const client = sqsClient(session, 'change')
    const facts = sqsFacts('CancelMessageMoveTask', 'change')
    const command = new CancelMessageMoveTaskCommand({ TaskHandle: taskHandle })
    const answer = await session.call(facts, () => client.send(command))
    return {
      requestId: answer.$metadata.requestId,
      moved: answer.ApproximateNumberOfMessagesMoved ?? 0,
    }
  }

  async #arnOf(session: Session, queueUrl: QueueUrl): Promise<string> {
    const known = this.#arns.get(session) ?? new Map<QueueUrl, string>()
    const arn = known.get(queueUrl) ?? (await this.#reader.describe(session, queueUrl)).arn
    this.#arns.set(session, known.set(queueUrl, arn))
    return arn
  }
}
