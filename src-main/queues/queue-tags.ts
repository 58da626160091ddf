import { ListQueueTagsCommand, TagQueueCommand, UntagQueueCommand } from '@aws-sdk/client-sqs'
import type { ErrorValue, QueueUrl, Tag } from '#contract'
import type { Session } from '../connections/session.ts'
import { errorValue, toAppError } from '../lib/app-error.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

export interface TagChange {
  queueUrl: QueueUrl
  set: readonly Tag[]
  remove: readonly string[]
}

export interface TagsChanged {
  set: number
  removed: number
  requestId: string | undefined
  /** Why the removal failed after tags had been set. */
  failure?: ErrorValue
}

/** In the order of their keys, since SQS has none. */
export async function listTags(session: Session, queueUrl: QueueUrl): Promise<Tag[]> {
  const command = new ListQueueTagsCommand({ QueueUrl: queueUrl })
  const client = sqsClient(session, 'read')
  const { Tags = {} } = await session.call(sqsFacts('ListQueueTags', 'read'), () =>
    client.send(command),
  )
  return Object.entries(Tags)
    .map(([key, value]) => ({ key, value }))
    .sort((left, right) => (left.key < right.key ? -1 : 1))
}

async function addTags(session: Session, { queueUrl, set }: TagChange) {
  // `fromEntries` defines, it does not assign: a tag called `__proto__` stays a plain key.
  const Tags = Object.fromEntries(set.map(({ key, value }) => [key, value]))
  const command = new TagQueueCommand({ QueueUrl: queueUrl, Tags })
  const client = sqsClient(session, 'change')
  const answer = await session.call(sqsFacts('TagQueue', 'change'), () => client.send(command))
  return answer.$metadata.requestId
}

async function removeTags(session: Session, { queueUrl, remove }: TagChange) {
  const command = new UntagQueueCommand({ QueueUrl: queueUrl, TagKeys: [...remove] })
  const client = sqsClient(session, 'change')
  const answer = await session.call(sqsFacts('UntagQueue', 'change'), () => client.send(command))
  return answer.$metadata.requestId
}

/**
 * Two calls at most, each made once. When the first fails nothing else is tried and it throws; when only the second
 * fails, the answer says what was done before.
 */
export async function changeTags(session: Session, change: TagChange): Promise<TagsChanged> {
  const { set, remove } = change
  const tagged = set.length === 0 ? undefined : await addTags(session, change)
  if (remove.length === 0) return { set: set.length, removed: 0, requestId: tagged }
  try {
    const requestId = await removeTags(session, change)
    return { set: set.length, removed: remove.length, requestId }
  } catch (thrown) {
    if (set.length === 0) throw thrown
    const failure = errorValue(toAppError(thrown))
    return { set: set.length, removed: 0, requestId: tagged, failure }
  }
}
