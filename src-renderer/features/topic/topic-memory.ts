import { TRACE_SECONDS } from '#contract'
import type { TopicArn, Trace } from '#contract'
import { onForget } from '../../lib/forget.ts'
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
  traceSeconds: Store<number>
  /** The trace that runs, or the last one. */
  trace: Store<Trace | undefined>
}

/** Fifty topics are more than anyone goes back to. */
const TOPICS_MAX = 50

const memories = new Map<string, TopicMemory>()
onForget((connectionId) => {
  for (const key of memories.keys()) if (key.startsWith(`${connectionId} `)) memories.delete(key)
})

const traceBody = '{\n  "message": "Traced by Weir"\n}'

function createMemory(): TopicMemory {
  return {
    ...createSendMemory(),
    traceDraft: createStore<SendDraft>({ ...emptyDraft, body: traceBody }),
    traceTicks: createStore<ReadonlySet<string> | undefined>(undefined),
    traceSeconds: createStore<number>(TRACE_SECONDS.usual),
    trace: createStore<Trace | undefined>(undefined),
  }
}

/** The memory of a topic's page, as it was left in this window. */
export function recallTopic(connectionId: string, topicArn: TopicArn): TopicMemory {
  const key = `${connectionId} ${topicArn}`
  const memory = memories.get(key) ?? createMemory()
  memories.delete(key)
  memories.set(key, memory)
  const [oldest] = memories.keys()
  if (memories.size > TOPICS_MAX && oldest !== undefined) memories.delete(oldest)
  return memory
}
