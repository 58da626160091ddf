import { CreateTopicCommand, DeleteTopicCommand } from '@aws-sdk/client-sns'
import type { ParsedInput, Topic, TopicArn } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError, toAppError } from '../lib/app-error.ts'
import { snsClient, snsFacts } from './sns.ts'
import { toTopic } from './topic-mapping.ts'
import type { TopicReader } from './topic-reader.ts'

type Wanted = Pick<ParsedInput<'topics.create'>, 'name' | 'type' | 'attributes' | 'tags'>

interface CreatorParts {
  session: Session
  reader: TopicReader
}

/** Pages of 100 that are looked through for a name; 30 of them a second, so that this is over in seconds. */
const MAX_PAGES = 50

async function isListed({ session, reader }: CreatorParts, name: string): Promise<boolean> {
  let token: string | undefined
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { topics, nextToken } = await reader.listPage(session, { token })
    if (topics.some((topic) => topic.name === name)) return true
    if (nextToken === undefined) return false
    token = nextToken
  }
  return false
}

/**
 * CreateTopic answers for a topic that exists as if it had made it. Weir says so instead, where it may look: who may
 * not list topics gets SNS's own answer.
 */
async function checkFree(parts: CreatorParts, name: string): Promise<void> {
  const isTaken = await isListed(parts, name).catch((thrown: unknown) => {
    if (toAppError(thrown).code === 'access-denied') return false
    throw thrown
  })
  if (!isTaken) return
  throw new AppError('conflict', `a topic ${name} exists`, {
    params: { reason: 'topic-exists', topic: name },
  })
}

/** An empty value is SNS's own; it need not be said. */
function attributesOf({ type, attributes }: Wanted): Record<string, string> {
  const set = Object.entries(attributes).filter(([, value]) => value !== '')
  return { ...Object.fromEntries(set), ...(type === 'fifo' ? { FifoTopic: 'true' } : {}) }
}

/** Creates a topic, once. @throws conflict `topic-exists` before anything is made, what SNS answered */
export async function createTopic(
  parts: CreatorParts,
  wanted: Wanted,
): Promise<{ topic: Topic; requestId: string | undefined }> {
  await checkFree(parts, wanted.name)
  const { session } = parts
  const command = new CreateTopicCommand({
    Name: wanted.name,
    Attributes: attributesOf(wanted),
    Tags: wanted.tags.map(({ key, value }) => ({ Key: key, Value: value })),
  })
  const client = snsClient(session, 'change')
  return session.call(snsFacts('CreateTopic', 'change'), async () => {
    const answer = await client.send(command)
    // Read inside the call: an answer without an ARN is a damaged one, and the topic may be there.
    return { topic: toTopic(answer.TopicArn ?? ''), requestId: answer.$metadata.requestId }
  })
}

/** Deletes a topic with all its subscriptions, once. */
export async function deleteTopic(session: Session, topicArn: TopicArn) {
  const command = new DeleteTopicCommand({ TopicArn: topicArn })
  const client = snsClient(session, 'change')
  const answer = await session.call(snsFacts('DeleteTopic', 'change'), () => client.send(command))
  return answer.$metadata.requestId
}
