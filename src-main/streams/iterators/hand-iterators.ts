import { MOST_ITERATORS } from '#contract'
import type { StreamArn } from '#contract'
import type { Session } from '../../connections/session.ts'
import { AppError } from '../../lib/app-error.ts'
import { Changes } from '../../lib/changes.ts'
import { HandIterator } from './hand-iterator.ts'
import type { HandParts } from './hand-iterator.ts'

/** The iterators that people opened and have not closed; those of a connection end with its session. */
export class HandIterators {
  /** One was opened or closed, or read. */
  readonly changes = new Changes()
  readonly #bySession = new WeakMap<Session, Map<string, HandIterator>>()

  /** @throws quota-exceeded where there are too many, and what Kinesis says */
  async open(parts: HandParts): Promise<HandIterator> {
    const held = this.#heldBy(parts.session)
    const check = (): void => {
      if (held.size < MOST_ITERATORS) return
      const name = String(MOST_ITERATORS)
      throw new AppError('quota-exceeded', 'too many iterators', {
        params: { kind: 'iterators', name },
      })
    }
    check()
    const iterator = await HandIterator.open(parts)
    // Others may have been opened while Kinesis was asked.
    check()
    held.set(iterator.id, iterator)
    this.changes.tell()
    return iterator
  }

  of(session: Session, streamArn: StreamArn): HandIterator[] {
    return [...this.#heldBy(session).values()].filter(({ parts }) => parts.streamArn === streamArn)
  }

  find(session: Session, id: string): HandIterator | undefined {
    return this.#heldBy(session).get(id)
  }

  close(session: Session, id: string): void {
    this.#heldBy(session).delete(id)
    this.changes.tell()
  }

  #heldBy(session: Session): Map<string, HandIterator> {
    const held = this.#bySession.get(session) ?? new Map<string, HandIterator>()
    this.#bySession.set(session, held)
    return held
  }
}
