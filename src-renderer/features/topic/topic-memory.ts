import type { MessageId, TopicArn } from '#contract'
import { onForget } from '../../lib/forget.ts'
import { createStore } from '../../lib/store.ts'
import type { Store } from '../../lib/store.ts'
import { emptyDraft } from '../../parts/send-draft.ts'
import type { SendDraft } from '../../parts/send-draft.ts'

/** A message in the making, with what only topics have. */
export interface PublishDraft extends SendDraft {
  subject: string
  isPerProtocol: boolean
}

/** What the page of one topic must not lose when another tab or page is shown. */
export interface TopicMemory {
  draft: Store<PublishDraft>
  /** The message that was just published from here. */
  publishedId: Store<MessageId | undefined>
}

/** Fifty topics are more than anyone goes back to. */
const TOPICS_MAX = 50

const memories = new Map<string, TopicMemory>()
onForget((connectionId) => {
  for (const key of memories.keys()) if (key.startsWith(`${connectionId} `)) memories.delete(key)
})

function createMemory(): TopicMemory {
  return {
    draft: createStore<PublishDraft>({ ...emptyDraft, subject: '', isPerProtocol: false }),
    publishedId: createStore<MessageId | undefined>(undefined),
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
