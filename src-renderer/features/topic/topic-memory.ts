import { TRACE_SECONDS } from '#contract'
import type { Trace } from '#contract'
import { createRecall } from '../../lib/recall.ts'
import { createStore } from '../../lib/store.ts'
import type { Store } from '../../lib/store.ts'
import { emptyDraft } from '../../parts/send-draft.ts'
import type { SendDraft } from '../../parts/send-draft.ts'
import { createSendMemory } from '../../parts/send-many/send-memory.ts'
import type { SendMemory } from '../../parts/send-many/send-memory.ts'

/** What the page of one topic must not lose when another tab or page is shown. */
export interface TopicMemory extends SendMemory {
  traceDraft: Store<SendDraft>
  /** Subscriptions ticked to be looked into; undefined while the user has not chosen. */
  traceTicks: Store<ReadonlySet<string> | undefined>
  /** Subscriptions that a tap stands in for. */
  traceTaps: Store<ReadonlySet<string>>
  traceSeconds: Store<number>
  /** The trace that runs, or the last one. */
  trace: Store<Trace | undefined>
}

const traceBody = '{\n  "message": "Traced by Weir"\n}'

function createMemory(): TopicMemory {
  return {
    ...createSendMemory(),
    traceDraft: createStore<SendDraft>({ ...emptyDraft, body: traceBody }),
    traceTicks: createStore<ReadonlySet<string> | undefined>(undefined),
    traceTaps: createStore<ReadonlySet<string>>(new Set()),
    traceSeconds: createStore<number>(TRACE_SECONDS.usual),
    trace: createStore<Trace | undefined>(undefined),
  }
}

/** The memory of a topic's page, as it was left in this window. */
export const recallTopic = createRecall(createMemory)
