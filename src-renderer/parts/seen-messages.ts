import type { DeleteOutcome, MessageId, MessagePreview, OutputOf } from '#contract'

/**
 * What became of a message after it was seen. `returned`: it was deleted and came back, which SQS allows ("will
 * succeed, but the message might not be deleted").
 */
export type Fate = 'deleted' | 'uncertain' | 'returned'

export interface SeenMessage extends MessagePreview {
  lastSeenAtMs: number
  fate?: Fate
}

/** What the looks at one queue brought, newest first. */
export interface Seen {
  messages: readonly SeenMessage[]
  lastLook:
    { atMs: number; received: number; added: number; max: number; unreadable: number } | undefined
}

export const nothingSeen: Seen = { messages: [], lastLook: undefined }

type Look = OutputOf<'messages.look'> & { max: number }

function seenAgain(
  before: SeenMessage | undefined,
  now: MessagePreview,
  atMs: number,
): SeenMessage {
  const wasDeleted = before?.fate === 'deleted' || before?.fate === 'returned'
  return { ...now, lastSeenAtMs: atMs, ...(wasDeleted ? { fate: 'returned' as const } : {}) }
}

/** New messages come on top, known ones stay where they are with their new counts, deleted ones leave. */
export function mergeLook(seen: Seen, look: Look): Seen {
  const { messages, lookedAtMs, max, unreadable = 0 } = look
  // A duplicate within one answer is one message; the later count is the truer one.
  const received = new Map(messages.map((message) => [message.messageId, message]))
  const known = new Map(seen.messages.map((message) => [message.messageId, message]))
  const added = [...received.values()].filter(({ messageId }) => !known.has(messageId))
  const kept = seen.messages.flatMap((before) => {
    const now = received.get(before.messageId)
    if (now !== undefined) return [seenAgain(before, now, lookedAtMs)]
    return before.fate === 'deleted' ? [] : [before]
  })
  return {
    messages: [...added.map((message) => seenAgain(undefined, message, lookedAtMs)), ...kept],
    lastLook: { atMs: lookedAtMs, received: received.size, added: added.length, max, unreadable },
  }
}

function fateOf({ outcome }: DeleteOutcome): Fate | undefined {
  return outcome === 'failed' ? undefined : outcome
}

/** Marks what a delete did. Nothing leaves the list yet, so that the user sees what happened to what. */
export function applyOutcomes(seen: Seen, outcomes: readonly DeleteOutcome[]): Seen {
  const fates = new Map(outcomes.map((outcome) => [outcome.messageId, fateOf(outcome)]))
  const messages = seen.messages.map((message) => {
    const fate = fates.get(message.messageId)
    return fate === undefined ? message : { ...message, fate }
  })
  return { ...seen, messages }
}

/** Ids that can still be deleted, in the order of the list. */
export function deletable(seen: Seen, selected: ReadonlySet<MessageId>): MessageId[] {
  return seen.messages
    .filter(({ messageId, fate }) => selected.has(messageId) && fate !== 'deleted')
    .map(({ messageId }) => messageId)
}
