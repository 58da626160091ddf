import {
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns'
import type { Tag, TopicArn } from '#contract'
import type { Session } from '../connections/session.ts'
import { setInTurn } from './set-in-turn.ts'
import { snsClient, snsFacts } from './sns.ts'

export interface TagChange {
  topicArn: TopicArn
  set: readonly Tag[]
  remove: readonly string[]
}

/** In the order of their keys, since SNS has none. */
export async function listTopicTags(session: Session, topicArn: TopicArn): Promise<Tag[]> {
  const command = new ListTagsForResourceCommand({ ResourceArn: topicArn })
  const client = snsClient(session, 'read')
  const { Tags = [] } = await session.call(snsFacts('ListTagsForResource', 'read'), () =>
    client.send(command),
  )
  return Tags.map(({ Key = '', Value = '' }) => ({ key: Key, value: Value })).sort((left, right) =>
    left.key < right.key ? -1 : 1,
  )
}

async function send(session: Session, step: 'set' | 'remove', change: TagChange) {
  const { topicArn: ResourceArn, set, remove } = change
  const client = snsClient(session, 'change')
  const answer =
    step === 'set'
      ? await session.call(snsFacts('TagResource', 'change'), () => {
          const Tags = set.map(({ key, value }) => ({ Key: key, Value: value }))
          return client.send(new TagResourceCommand({ ResourceArn, Tags }))
        })
      : await session.call(snsFacts('UntagResource', 'change'), () =>
          client.send(new UntagResourceCommand({ ResourceArn, TagKeys: [...remove] })),
        )
  return answer.$metadata.requestId
}

/** Two calls at most, each made once; when only the second fails, the answer says what was done before. */
export async function changeTopicTags(session: Session, change: TagChange) {
  const steps = (['set', 'remove'] as const).filter((step) => change[step].length > 0)
  const { set, ...rest } = await setInTurn(steps, (step) => send(session, step, change))
  return {
    ...rest,
    set: set.includes('set') ? change.set.length : 0,
    removed: set.includes('remove') ? change.remove.length : 0,
  }
}
