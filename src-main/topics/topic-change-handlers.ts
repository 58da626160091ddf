import type { ErrorValue, ParsedInput } from '#contract'
import type { Sessions } from '../connections/sessions.ts'
import type { Clock } from '../lib/clock.ts'
import { withId } from '../lib/request-id.ts'
import { admitTopic, checkQueue } from './queue-access.ts'
import type { QueueAccess } from './queue-access.ts'
import { confirmSubscription, endSubscription, subscribe } from './subscriber.ts'
import { setSubscriptionAttributes } from './subscription-attributes.ts'
import { setTopicAttributes } from './topic-attributes.ts'
import { createTopic, deleteTopic } from './topic-creator.ts'
import type { TopicReader } from './topic-reader.ts'
import { lintTopicPolicy } from './policy-lint/lint-topic-policy.ts'
import { changeTopicTags, listTopicTags } from './topic-tags.ts'

type AttributesInput = ParsedInput<'topics.setAttributes'>

interface CallNotes {
  note(facts: { requestId?: string | undefined; outcome?: 'partly' | 'uncertain' }): void
}

export interface TopicChangeParts {
  sessions: Sessions
  reader: TopicReader
  queues: QueueAccess
  clock: Clock
}

/** How the journal sees several steps of which the first were done. */
function outcomeOf(failure: ErrorValue | undefined) {
  if (failure === undefined) return {}
  return { outcome: failure.effectUnknown ? ('uncertain' as const) : ('partly' as const) }
}

/** Tells the journal, and leaves out what there is not. */
function told<T extends { requestId: string | undefined; failure?: ErrorValue }>(
  { requestId, ...answer }: T,
  { note }: CallNotes,
) {
  note({ requestId, ...outcomeOf(answer.failure) })
  return { ...answer, ...withId(requestId) }
}

function topicHandlers({ sessions, reader, clock }: TopicChangeParts) {
  const set = async (input: AttributesInput, mayShortenArchive: boolean, notes: CallNotes) => {
    const session = await sessions.open(input.connectionId)
    const change = { ...input, mayShortenArchive }
    return told(await setTopicAttributes({ session, reader }, change), notes)
  }
  return {
    'topics.attributes': async ({ connectionId, topicArn }: ParsedInput<'topics.attributes'>) => {
      const attributes = await reader.readAttributes(await sessions.open(connectionId), topicArn)
      return { attributes: { ...attributes }, readAtMs: clock.now() }
    },
    'topics.setAttributes': (input: AttributesInput, notes: CallNotes) => set(input, false, notes),
    'topics.shortenArchive': (input: ParsedInput<'topics.shortenArchive'>, notes: CallNotes) =>
      set(input, true, notes),
    'topics.lintPolicy': (input: ParsedInput<'topics.lintPolicy'>) => lintTopicPolicy(input),
    'topics.listTags': async ({ connectionId, topicArn }: ParsedInput<'topics.listTags'>) => ({
      tags: await listTopicTags(await sessions.open(connectionId), topicArn),
    }),
    'topics.setTags': async (input: ParsedInput<'topics.setTags'>, notes: CallNotes) =>
      told(await changeTopicTags(await sessions.open(input.connectionId), input), notes),
    'topics.create': async (input: ParsedInput<'topics.create'>, notes: CallNotes) => {
      const session = await sessions.open(input.connectionId)
      return told(await createTopic({ session, reader }, input), notes)
    },
    'topics.delete': async (input: ParsedInput<'topics.delete'>, notes: CallNotes) => {
      const session = await sessions.open(input.connectionId)
      return told({ requestId: await deleteTopic(session, input.topicArn) }, notes)
    },
  }
}

function subscriptionHandlers({ sessions, reader, queues }: TopicChangeParts) {
  return {
    'subscriptions.create': async (
      input: ParsedInput<'subscriptions.create'>,
      notes: CallNotes,
    ) => {
      const session = await sessions.open(input.connectionId)
      const { subscriptionArn, requestId } = await subscribe({ session, reader }, input)
      const answer = subscriptionArn === undefined ? {} : { subscriptionArn }
      return told({ ...answer, requestId }, notes)
    },
    'subscriptions.confirm': async (
      input: ParsedInput<'subscriptions.confirm'>,
      notes: CallNotes,
    ) => told(await confirmSubscription(await sessions.open(input.connectionId), input), notes),
    'subscriptions.remove': async (
      input: ParsedInput<'subscriptions.remove'>,
      notes: CallNotes,
    ) => {
      const session = await sessions.open(input.connectionId)
      return told({ requestId: await endSubscription(session, input.subscriptionArn) }, notes)
    },
    'subscriptions.setAttributes': async (
      input: ParsedInput<'subscriptions.setAttributes'>,
      notes: CallNotes,
    ) => {
      const session = await sessions.open(input.connectionId)
      return told(await setSubscriptionAttributes({ session, reader }, input), notes)
    },
    'subscriptions.checkQueue': async (input: ParsedInput<'subscriptions.checkQueue'>) =>
      checkQueue(queues, await sessions.open(input.connectionId), input),
    'subscriptions.admitTopic': async (
      input: ParsedInput<'subscriptions.admitTopic'>,
      notes: CallNotes,
    ) => told(await admitTopic(queues, await sessions.open(input.connectionId), input), notes),
  }
}

/** Operations that change topics and subscriptions: input to service to answer, nothing more. */
export function topicChangeHandlers(parts: TopicChangeParts) {
  return { ...topicHandlers(parts), ...subscriptionHandlers(parts) }
}
