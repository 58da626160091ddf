import type { MessageId, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { LookMemory } from './look-memory.ts'
import type { SeenMessage } from './look-memory.ts'

/** What was seen in each open session: by looks, and by listings, which give no handle and raise no count. */
export class SessionMemories {
  readonly #looked = new WeakMap<Session, LookMemory>()
  readonly #listed = new WeakMap<Session, LookMemory>()

  looked(session: Session): LookMemory {
    return this.#of(this.#looked, session)
  }

  listed(session: Session): LookMemory {
    return this.#of(this.#listed, session)
  }

  /** @throws not-found when it was never seen, or let go */
  get(session: Session, queueUrl: QueueUrl, messageId: MessageId): SeenMessage {
    const looked = this.looked(session).find(queueUrl, messageId)
    return looked ?? this.listed(session).get(queueUrl, messageId)
  }

  #of(memories: WeakMap<Session, LookMemory>, session: Session): LookMemory {
    const memory = memories.get(session) ?? new LookMemory()
    memories.set(session, memory)
    return memory
  }
}
