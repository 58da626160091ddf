import type { MessageId } from '#contract'
import { createStore } from '../../lib/store.ts'
import type { Store } from '../../lib/store.ts'
import { emptyDraft } from '../send-draft.ts'
import type { SendDraft } from '../send-draft.ts'
import { noLines } from './lines-source.ts'
import type { LinesSource, SendMode } from './lines-source.ts'
import type { Filled } from './template-draft.ts'

/** What a page that sends must not lose when another one is shown. */
export interface SendMemory {
  draft: Store<SendDraft>
  /** The message that was just sent from here. */
  sentId: Store<MessageId | undefined>
  /** What the draft was filled from last, as long as that can be undone. */
  filled: Store<Filled | undefined>
  sendMode: Store<SendMode>
  /** As typed. */
  repeatCount: Store<string>
  lines: Store<LinesSource>
  /** The send whose result was dismissed, by its id and its end. */
  hiddenSend: Store<string | undefined>
}

export function createSendMemory(): SendMemory {
  return {
    draft: createStore(emptyDraft),
    sentId: createStore<MessageId | undefined>(undefined),
    filled: createStore<Filled | undefined>(undefined),
    sendMode: createStore<SendMode>('single'),
    repeatCount: createStore('10'),
    lines: createStore(noLines),
    hiddenSend: createStore<string | undefined>(undefined),
  }
}
