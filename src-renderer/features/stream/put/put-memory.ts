import type { OutputOf } from '#contract'
import { createRecall } from '../../../lib/recall.ts'
import { createStore } from '../../../lib/store.ts'
import type { Store } from '../../../lib/store.ts'
import { createSendMemory } from '../../../parts/send-many/send-memory.ts'
import type { SendMemory } from '../../../parts/send-many/send-memory.ts'

export type PutPlace = OutputOf<'records.put'>

/** What putting into a stream must not lose when another tab or page is shown. */
export interface PutMemory extends SendMemory {
  /** Where the record stands that was just put from here. */
  place: Store<PutPlace | undefined>
  /** Records of one key one after another. */
  keepsOrder: Store<boolean>
}

export const recallPut = createRecall<PutMemory>(() => ({
  ...createSendMemory(),
  place: createStore<PutPlace | undefined>(undefined),
  keepsOrder: createStore<boolean>(false),
}))
