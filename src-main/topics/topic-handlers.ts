import type { AnswerOf, ParsedInput, TopicArn } from '#contract'
import type { SavedPins } from '../connections/saved-pins.ts'
import type { Sessions } from '../connections/sessions.ts'
import { toAppError } from '../lib/app-error.ts'
import { resolveTopicAddress } from './topic-address.ts'
import { toTopic } from './topic-mapping.ts'
import type { TopicReader } from './topic-reader.ts'

export interface TopicParts {
  sessions: Sessions
  reader: TopicReader
  saved: SavedPins<TopicArn>
}

interface Cancel {
  signal: AbortSignal
}

/** Absent rather than undefined, which the contract's optional fields are not. */
function withToken(nextToken: string | undefined) {
  return nextToken === undefined ? {} : { nextToken }
}

function readHandlers({ sessions, reader }: TopicParts) {
  return {
    'topics.listPage': async (
      { connectionId, token }: ParsedInput<'topics.listPage'>,
      { signal }: Cancel,
    ) => {
      const session = await sessions.open(connectionId)
      const { topics, nextToken } = await reader.listPage(session, { token, signal })
      return { topics, ...withToken(nextToken) }
    },
    'topics.describe': async (
      { connectionId, topicArn }: ParsedInput<'topics.describe'>,
      { signal }: Cancel,
    ) => reader.describe(await sessions.open(connectionId), topicArn, signal),
    'subscriptions.listPage': async (
      { connectionId, topicArn, token }: ParsedInput<'subscriptions.listPage'>,
      { signal }: Cancel,
    ) => {
      const session = await sessions.open(connectionId)
      const page = await reader.listSubscriptions(session, { topicArn, token, signal })
      return { subscriptions: page.subscriptions, ...withToken(page.nextToken) }
    },
    'subscriptions.describe': async (
      { connectionId, subscriptionArn }: ParsedInput<'subscriptions.describe'>,
      { signal }: Cancel,
    ) => reader.describeSubscription(await sessions.open(connectionId), subscriptionArn, signal),
  }
}

function pinHandlers({ sessions, reader, saved }: TopicParts) {
  return {
    'topics.listPinned': ({ connectionId }: ParsedInput<'topics.listPinned'>) => ({
      topics: saved.pins(connectionId).map(toTopic),
    }),
    'topics.pin': async (input: ParsedInput<'topics.pin'>): Promise<AnswerOf<'topics.pin'>> => {
      const session = await sessions.open(input.connectionId)
      const topic = resolveTopicAddress(session, input.address)
      try {
        await reader.describe(session, topic.topicArn)
      } catch (thrown) {
        // Who may not read its attributes may still be allowed to publish to it.
        if (toAppError(thrown).code !== 'access-denied') throw thrown
      }
      saved.pin(input.connectionId, topic.topicArn)
      return topic
    },
    'topics.unpin': ({ connectionId, topicArn }: ParsedInput<'topics.unpin'>) => {
      saved.unpin(connectionId, topicArn)
      return { topics: saved.pins(connectionId).map(toTopic) }
    },
  }
}

/** Operations of topics and their subscriptions that read: input to service to answer, nothing more. */
export function topicHandlers(parts: TopicParts) {
  return { ...readHandlers(parts), ...pinHandlers(parts) }
}
