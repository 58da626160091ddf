import type { AnswerOf, ParsedInput, PublishedEntry } from '#contract'
import type { Sessions } from '../connections/sessions.ts'
import { publish, publishMany } from './publisher.ts'

interface CallNotes {
  signal: AbortSignal
  note(facts: {
    count?: number
    requestId?: string | undefined
    outcome?: 'partly' | 'failed' | 'uncertain'
  }): void
}

/** How the journal sees what became of many. */
function outcomeOf(entries: readonly PublishedEntry[]) {
  const published = entries.filter(({ outcome }) => outcome === 'published').length
  const count = { count: published }
  if (published === entries.length) return count
  if (entries.some(({ outcome }) => outcome === 'uncertain')) {
    return { ...count, outcome: 'uncertain' as const }
  }
  return { ...count, outcome: published > 0 ? ('partly' as const) : ('failed' as const) }
}

/** Operations that publish: input to service to answer, nothing more. */
export function publishHandlers({ sessions }: { sessions: Sessions }) {
  return {
    'topics.publish': async (
      { connectionId, topicArn, confirmation: _, ...announcement }: ParsedInput<'topics.publish'>,
      { note }: CallNotes,
    ): Promise<AnswerOf<'topics.publish'>> => {
      const session = await sessions.open(connectionId)
      const { requestId, ...published } = await publish(session, topicArn, announcement)
      note({ requestId, count: 1 })
      return published
    },
    'topics.publishMany': async (
      { connectionId, topicArn, messages }: ParsedInput<'topics.publishMany'>,
      { note, signal }: CallNotes,
    ): Promise<AnswerOf<'topics.publishMany'>> => {
      const session = await sessions.open(connectionId)
      const entries = await publishMany(session, { topicArn, signal }, messages)
      note(outcomeOf(entries))
      return { entries }
    },
  }
}
