import type { HeldMessage, MessageId, ScanId, ScanProgress } from '#contract'
import { LOOK_MAX } from '#contract'
import { createRecall } from '../../lib/recall.ts'
import { createStore } from '../../lib/store.ts'
import type { Store } from '../../lib/store.ts'
import { createSendMemory } from '../../parts/send-many/send-memory.ts'
import type { SendMemory } from '../../parts/send-many/send-memory.ts'
import { nothingSeen } from '../../parts/seen-messages.ts'
import type { Seen } from '../../parts/seen-messages.ts'
import { newScanDraft } from './scan/scan-draft.ts'
import type { ScanDraft } from './scan/scan-draft.ts'

/** `hold` is called consume in the window; `listing` is no look at all, and only emulators have it. */
export const lookChoices = ['quick', 'hold', 'listing'] as const
export type LookChoice = (typeof lookChoices)[number]

export type HeldMessages = ReadonlyMap<MessageId, HeldMessage>

/** What the page of one queue must not lose when another tab or page is shown. */
export interface QueueMemory extends SendMemory {
  seen: Store<Seen>
  checked: Store<ReadonlySet<MessageId>>
  selectedId: Store<MessageId | undefined>
  max: Store<number>
  mode: Store<LookChoice>
  /** For how long a look that holds hides what it brings. */
  hideSeconds: Store<number>
  /** What is held now, as main last said. */
  held: Store<HeldMessages>
  scanDraft: Store<ScanDraft>
  /** The scans of this queue, newest first, as main last said. */
  scans: Store<readonly ScanProgress[]>
  /** The ended one whose result was put away. */
  hiddenScan: Store<ScanId | undefined>
  /** Ticks a message, or takes its tick away. */
  check: (id: MessageId) => void
}

/** SQS's own default for a queue. */
const HIDE_SECONDS = 30

function createMemory(): QueueMemory {
  const checked = createStore<ReadonlySet<MessageId>>(new Set())
  return {
    ...createSendMemory(),
    seen: createStore(nothingSeen),
    checked,
    selectedId: createStore<MessageId | undefined>(undefined),
    max: createStore(LOOK_MAX),
    mode: createStore<LookChoice>('quick'),
    hideSeconds: createStore(HIDE_SECONDS),
    held: createStore<HeldMessages>(new Map()),
    scanDraft: createStore(newScanDraft),
    scans: createStore<readonly ScanProgress[]>([]),
    hiddenScan: createStore<ScanId | undefined>(undefined),
    check: (id) => {
      const next = new Set(checked.get())
      if (!next.delete(id)) next.add(id)
      checked.set(next)
    },
  }
}

/** The memory of one queue, for as long as the window lives; the queues opened longest ago are let go first. */
export const recallQueue = createRecall(createMemory)
