import type { FindSchemaReader } from '../../codecs/schema-reading.ts'
import type { Sessions } from '../../connections/sessions.ts'
import type { Clock } from '../../lib/clock.ts'
import type { JsonFile } from '../../lib/json-file.ts'
import type { TopicReader } from '../topic-reader.ts'
import type { TapHandlerParts } from './tap-handlers.ts'
import { tapOwner } from './tap-owner.ts'
import type { RecordRemoval, TapQueues } from './tap-ports.ts'
import { TapRecords } from './tap-records.ts'
import type { SavedTapsFile } from './tap-records.ts'
import { TapSweeper } from './tap-sweeper.ts'
import { Taps } from './taps.ts'

export interface TapSurroundings {
  sessions: Sessions
  reader: TopicReader
  clock: Clock
  random(): number
  file: JsonFile<SavedTapsFile>
  queues: TapQueues
  record: RecordRemoval
  findSchemas: FindSchemaReader
}

/** The taps of this machine; what earlier runs left goes when its connection is opened. */
export function openTaps({ file, findSchemas, ...from }: TapSurroundings): TapHandlerParts {
  const { sessions, clock } = from
  const parts = { ...from, records: new TapRecords(file), owner: tapOwner() }
  const taps = new Taps(parts)
  sessions.onOpened(async (id) => taps.clean(await sessions.open(id)))
  return { sessions, taps, sweeper: new TapSweeper(parts), clock, findSchemas }
}
