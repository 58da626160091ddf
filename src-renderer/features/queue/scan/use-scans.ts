import type { Connection, QueueUrl, ScanProgress } from '#contract'
import { useFeed } from '../../../api/use-feed.ts'
import type { QueueMemory } from '../queue-memory.ts'

/**
 * Tells main that the page of the queue is shown, for as long as it lives: a scan that is to stop when it is left stops
 * when this feed ends.
 */
export function useScans(connection: Connection, queueUrl: QueueUrl, memory: QueueMemory): void {
  const params = { connectionId: connection.id, queueUrl }
  useFeed('scans.watch', params, {
    onItem: ({ scans }) => {
      memory.scans.set(scans)
    },
  })
}

export function isUnderWay(scan: ScanProgress | undefined): scan is ScanProgress {
  return scan !== undefined && scan.state !== 'ended'
}
