import { useMemo } from 'react'
import { RECORD_BYTES_DEFAULT } from '#contract'
import type { StreamDetail } from '#contract'
import { useStore } from '../../../lib/store.ts'
import type { SendRules } from '../../../parts/send-draft.ts'
import type { SendPlace } from '../../../parts/send-many/send-place.ts'
import type { StreamFacts } from '../stream-facts.ts'
import type { PutMemory } from './put-memory.ts'

type Known = Partial<Pick<StreamDetail, 'maximumRecordBytes' | 'distribution'>>

/** Until the stream was read, or where it may not be, what holds for every stream. */
function rulesOf({ maximumRecordBytes, distribution }: Known): SendRules {
  const bytes = maximumRecordBytes ?? RECORD_BYTES_DEFAULT
  return {
    type: 'standard',
    maximumMessageBytes: bytes,
    contentBasedDeduplication: undefined,
    record: { maximumRecordBytes: bytes, distribution: distribution ?? 'by-key' },
  }
}

/** The same rules as long as nothing changes: ten thousand lines are not judged anew for nothing. */
export function usePutPlace(facts: StreamFacts, memory: PutMemory): SendPlace {
  const { connection, streamArn, name, detail } = facts
  const { maximumRecordBytes, distribution } = detail ?? {}
  const keepsOrder = useStore(memory.keepsOrder)
  const rules = useMemo(
    () =>
      rulesOf({
        ...(maximumRecordBytes === undefined ? {} : { maximumRecordBytes }),
        ...(distribution === undefined ? {} : { distribution }),
      }),
    [maximumRecordBytes, distribution],
  )
  return { connection, name, rules, to: { kind: 'stream', streamArn, keepsOrder } }
}
