import type { ConnectionId, KeptMessage } from '#contract'
import { onForget } from '../../lib/forget.ts'

interface Sent {
  /** The name of the queue or topic. */
  queue: string
  /** More than 1: the message was repeated, with its placeholders. */
  count: number
  message: KeptMessage
}

export interface SentMessage extends Sent {
  id: string
  atMs: number
}

const SENT_MAX = 100
/** Of all of them together: a hundred of 1 MiB would be a window of their own. */
export const SENT_MAX_CHARACTERS = 8_388_608

const histories = new Map<string, readonly SentMessage[]>()
onForget((connectionId) => histories.delete(connectionId))

function charactersOf({ message: { body, attributes = [] } }: Sent): number {
  return attributes.reduce((sum, { name, value }) => sum + name.length + value.length, body.length)
}

/** The newest that have room together. */
function withRoom(sent: readonly SentMessage[]): readonly SentMessage[] {
  let characters = 0
  const end = sent.findIndex((each) => (characters += charactersOf(each)) > SENT_MAX_CHARACTERS)
  return sent.slice(0, end === -1 ? SENT_MAX : Math.min(end, SENT_MAX))
}

/** What was sent over a connection since the window opened, newest first. */
export function recallSent(connectionId: ConnectionId): readonly SentMessage[] {
  return histories.get(connectionId) ?? []
}

export function keepSent(connectionId: ConnectionId, sent: Sent): void {
  const added = { ...sent, id: crypto.randomUUID(), atMs: Date.now() }
  histories.set(connectionId, withRoom([added, ...recallSent(connectionId)]))
}
