import { ListDeadLetterSourceQueuesCommand } from '@aws-sdk/client-sqs'
import type { AnswerOf, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { toAppError } from '../lib/app-error.ts'
import { isMissingAction } from '../lib/aws-errors.ts'
import { toQueue } from './queue-mapping.ts'
import type { QueueMemories } from './queue-memory.ts'
import type { QueueReader } from './queue-reader.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

/** Without it SQS stops at 1,000 and gives no token, as with ListQueues. */
const PAGE_SIZE = 1000
/** Policies read at most for one question; what the depth rounds have read comes on top, for nothing. */
const READS_MAX = 500

async function listByService(session: Session, queueUrl: QueueUrl): Promise<string[]> {
  const client = sqsClient(session, 'read')
  const urls: string[] = []
  let token: string | undefined
  do {
    const command = new ListDeadLetterSourceQueuesCommand({
      QueueUrl: queueUrl,
      MaxResults: PAGE_SIZE,
      NextToken: token,
    })
    const page = await session.call(sqsFacts('ListDeadLetterSourceQueues', 'read'), () =>
      client.send(command),
    )
    urls.push(...(page.queueUrls ?? []))
    token = page.NextToken
  } while (token !== undefined && token !== '')
  return urls
}

/** Who sends their dead letters to a queue. That a service cannot say is remembered for the session. */
export class DeadLetterSources {
  readonly #reader: QueueReader
  readonly #memories: QueueMemories
  readonly #withoutAction = new WeakSet<Session>()

  constructor(reader: QueueReader, memories: QueueMemories) {
    this.#reader = reader
    this.#memories = memories
  }

  async list(session: Session, queueUrl: QueueUrl): Promise<AnswerOf<'queues.listSources'>> {
    if (!this.#withoutAction.has(session)) {
      const urls = await this.#findByService(session, queueUrl)
      if (urls !== undefined) return { sources: urls.map(toQueue), source: 'service', unread: 0 }
    }
    return this.#listSeen(session, queueUrl)
  }

  async #findByService(session: Session, queueUrl: QueueUrl): Promise<string[] | undefined> {
    try {
      return await listByService(session, queueUrl)
    } catch (thrown) {
      const error = toAppError(thrown)
      if (!isMissingAction(error)) throw error
      this.#withoutAction.add(session)
      return undefined
    }
  }

  async #listSeen(session: Session, queueUrl: QueueUrl): Promise<AnswerOf<'queues.listSources'>> {
    const { redrives } = this.#reader
    const { arn } = await this.#reader.describe(session, queueUrl)
    const queues = await this.#reader.list(session)
    const unseen = queues.filter((queue) => !redrives.has(session, queue.queueUrl))
    const { pace } = this.#memories.of(session)
    // Nobody asked for these reads one by one: they are polling, and keep to its budget.
    const most = Math.min(READS_MAX, pace.available())
    const toRead = unseen.slice(0, most).map((queue) => queue.queueUrl)
    pace.take(toRead.length)
    let failed = 0
    await this.#reader.readDepths(session, toRead, {
      signal: new AbortController().signal,
      onReading: (reading) => {
        if ('error' in reading) failed += 1
      },
    })
    const listed = new Set(queues.map((queue) => queue.queueUrl))
    const sources = redrives.sourcesOf(session, arn).filter((url) => listed.has(url))
    const unread = unseen.length - toRead.length + failed
    return { sources: sources.map(toQueue), source: 'seen', unread }
  }
}
