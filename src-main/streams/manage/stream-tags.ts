import {
  AddTagsToStreamCommand,
  ListTagsForStreamCommand,
  RemoveTagsFromStreamCommand,
} from '@aws-sdk/client-kinesis'
import type { ErrorValue, StreamArn, Tag } from '#contract'
import type { Session } from '../../connections/session.ts'
import { errorValue, toAppError } from '../../lib/app-error.ts'
import { kinesisClient, kinesisFacts, streamParams } from '../kinesis.ts'
import { changeOnce } from './stream-change.ts'

/** [sdk] AddTagsToStream takes 50 by now, and 10 in its older form, which emulators hold to. */
const tagsInCall = 10

export interface StreamTagChange {
  streamArn: StreamArn
  set: readonly Tag[]
  remove: readonly string[]
}

/** All pages, in the order of their keys. */
export async function listStreamTags(session: Session, streamArn: StreamArn): Promise<Tag[]> {
  const client = kinesisClient(session, 'read')
  const tags: Tag[] = []
  for (;;) {
    const last = tags.at(-1)?.key
    const command = new ListTagsForStreamCommand({
      ...streamParams(session, streamArn),
      ...(last === undefined ? {} : { ExclusiveStartTagKey: last }),
    })
    const facts = kinesisFacts('ListTagsForStream', 'read')
    const { Tags = [], HasMoreTags } = await session.call(facts, () => client.send(command))
    tags.push(...Tags.map(({ Key = '', Value = '' }) => ({ key: Key, value: Value })))
    if (HasMoreTags !== true || Tags.length === 0) break
  }
  return tags.sort((one, other) => (one.key < other.key ? -1 : 1))
}

interface Step {
  set: readonly Tag[]
  remove: readonly string[]
}

function inCalls<T>(all: readonly T[]): T[][] {
  const calls = Math.ceil(all.length / tagsInCall)
  return Array.from({ length: calls }, (_, call) =>
    all.slice(call * tagsInCall, (call + 1) * tagsInCall),
  )
}

function send(session: Session, streamArn: StreamArn, { set, remove }: Step) {
  const stream = streamParams(session, streamArn)
  if (set.length === 0) {
    const command = new RemoveTagsFromStreamCommand({ ...stream, TagKeys: [...remove] })
    return changeOnce(session, 'RemoveTagsFromStream', (client) => client.send(command))
  }
  const Tags = Object.fromEntries(set.map(({ key, value }) => [key, value]))
  const command = new AddTagsToStreamCommand({ ...stream, Tags })
  return changeOnce(session, 'AddTagsToStream', (client) => client.send(command))
}

export interface TagsChanged {
  set: number
  removed: number
  requestId: string | undefined
  failure?: ErrorValue
}

/** Each call is made once; when a later one fails, the answer says what was done before. */
export async function changeStreamTags(
  session: Session,
  { streamArn, set, remove }: StreamTagChange,
): Promise<TagsChanged> {
  const steps: Step[] = [
    ...inCalls(set).map((some) => ({ set: some, remove: [] })),
    ...inCalls(remove).map((some) => ({ set: [], remove: some })),
  ]
  const changed: TagsChanged = { set: 0, removed: 0, requestId: undefined }
  for (const step of steps) {
    try {
      changed.requestId = await send(session, streamArn, step)
      changed.set += step.set.length
      changed.removed += step.remove.length
    } catch (thrown) {
      if (changed.set + changed.removed === 0) throw thrown
      return { ...changed, failure: errorValue(toAppError(thrown)) }
    }
  }
  return changed
}
