import type { ConnectionId, Outgoing } from '#contract'
import { onForget } from '../../../lib/forget.ts'

interface Sent {
  queue: string
  /** More than 1: the message was repeated, with its placeholders. */
  count: number
  message: Outgoing
}

export interface SentMessage extends Sent {
  id: string
  atMs: number
}

const SENT_MAX = 100

const histories = new Map<string, readonly SentMessage[]>()
onForget((connectionId) => histories.delete(connectionId))

/** What was sent over a connection since the window opened, newest first. */
export function recallSent(connectionId: ConnectionId): readonly SentMessage[] {
  return histories.get(connectionId) ?? []
}

export function keepSent(connectionId: ConnectionId, sent: Sent): void {
  const added = { ...sent, id: crypto.randomUUID(), atMs: Date.now() }
  histories.set(connectionId, [added, ...recallSent(connectionId)].slice(0, SENT_MAX))
}
