import type { SeenMessage } from './seen-messages.ts'

export type MessageMark = 'deleted' | 'uncertain' | 'returned' | 'damaged' | 'at-limit' | 'stale'

/** What a row must say beside its numbers, the weightiest first. */
export function messageMarks(
  message: SeenMessage,
  lastLookAtMs: number | undefined,
): MessageMark[] {
  if (message.fate === 'deleted') return ['deleted']
  return [
    ...(message.fate === undefined ? [] : [message.fate]),
    ...(message.damage === undefined ? [] : (['damaged'] as const)),
    ...(message.atReceiveLimit ? (['at-limit'] as const) : []),
    ...(lastLookAtMs !== undefined && message.lastSeenAtMs < lastLookAtMs
      ? (['stale'] as const)
      : []),
  ]
}
