import type { CaptureStore } from './captures/capture-store.ts'
import type { Sessions } from './connections/sessions.ts'
import type { Clock } from './lib/clock.ts'
import { scanCaptures } from './open-captures.ts'
import { holdHandlers } from './queues/hold-handlers.ts'
import type { HoldRecords, RecordCall } from './queues/hold-ports.ts'
import { BulkHoldings } from './queues/bulk-holdings.ts'
import { Holds } from './queues/holds.ts'
import type { Looker } from './queues/looker.ts'
import type { QueueReader } from './queues/queue-reader.ts'
import { scanHandlers } from './queues/scans/scan-handlers.ts'
import type { ScanHandlerParts } from './queues/scans/scan-handlers.ts'
import { Scans } from './queues/scans/scans.ts'
import type { SessionMemories } from './queues/session-memories.ts'

interface HoldSurroundings {
  clock: Clock
  random(): number
  records: HoldRecords
}

interface HoldingParts extends Pick<ScanHandlerParts, 'prices'> {
  sessions: Sessions
  reader: QueueReader
  record: RecordCall
  captures: CaptureStore
  looking: { looker: Looker; memories: SessionMemories }
}

/** What keeps messages hidden: looks that hold, scans, which write what they hold into a capture, and redrives. */
export function openHolds(
  { clock, random, records }: HoldSurroundings,
  { sessions, reader, record, captures, prices, looking }: HoldingParts,
) {
  const onHolding = (): void => {
    holds.changes.tell()
  }
  const holdings = new BulkHoldings({ clock, records, onHolding })
  const scans = new Scans({ clock, random, holdings })
  const { looker } = looking
  const holds: Holds = new Holds({ clock, looker, records, record, bulk: holdings })
  const handlers = {
    ...holdHandlers({ sessions, holds, clock }),
    ...scanHandlers({
      ...{ sessions, scans, reader, memories: looking.memories, records, prices, clock },
      captures: scanCaptures(captures, clock),
    }),
  }
  return { holds, holdings, holdHandlers: handlers }
}
