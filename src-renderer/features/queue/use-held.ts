import type { Connection, QueueUrl } from '#contract'
import { useFeed } from '../../api/use-feed.ts'
import type { QueueMemory } from './queue-memory.ts'

/**
 * Shows the queue to main for as long as the page lives: what is held of it is renewed while this feed is followed and
 * the window seen, and returned when it ends.
 */
export function useHeld(connection: Connection, queueUrl: QueueUrl, memory: QueueMemory): void {
  const params = { connectionId: connection.id, queueUrl }
  useFeed('holds.keep', params, {
    onItem: ({ held }) => {
      memory.held.set(new Map(held.map((each) => [each.messageId, each])))
    },
  })
}
