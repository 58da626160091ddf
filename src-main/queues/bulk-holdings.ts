import type { MessageId, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import type { Clock } from '../lib/clock.ts'
import { BulkHold } from './bulk-hold.ts'
import type { HoldKey, HoldRecords } from './hold-ports.ts'
import { HoldPages } from './hold-pages.ts'

export interface NewHolding {
  session: Session
  queueUrl: QueueUrl
  hideSeconds: number
  /** Calls side by side where many are renewed or given back. */
  concurrency: number
  /** A call is made of which the caller knows nothing. */
  onCall?(): void
}

/** What hides many messages of one queue, and what it writes down before it does. */
export interface BulkHolding {
  hold: BulkHold
  pages: HoldPages
  /** Nothing of it is hidden any more, or will be given back: what the records still say of it is left. */
  close(): void
}

export interface BulkHoldingsParts {
  records: HoldRecords
  clock: Clock
  /** One has begun to hold, or holds nothing any more. */
  onHolding(): void
}

const isOf = (one: HoldKey, other: HoldKey): boolean =>
  one.connectionId === other.connectionId && one.queueUrl === other.queueUrl

/** All that hides messages by the thousand in this run: scans, and redrives. */
export class BulkHoldings {
  readonly #parts: BulkHoldingsParts
  readonly #open = new Set<Pick<BulkHolding, 'hold' | 'pages'>>()

  constructor(parts: BulkHoldingsParts) {
    this.#parts = parts
  }

  open({ onCall = () => undefined, ...of }: NewHolding): BulkHolding {
    const { records, clock, onHolding } = this.#parts
    const { hideSeconds, session } = of
    const hold = new BulkHold({ ...of, records, clock, onCall, onHolding })
    const pages = new HoldPages({
      ...{ records, clock, hideSeconds, key: hold.key, connectionName: session.connection.name },
      isHeld: (id) => hold.find(id) !== undefined,
    })
    const opened = { hold, pages }
    this.#open.add(opened)
    return {
      ...opened,
      close: () => {
        this.#open.delete(opened)
        onHolding()
      },
    }
  }

  /** How many messages of this queue are held. */
  heldOf(key: HoldKey): number {
    return this.#of(key).reduce((sum, { hold }) => sum + hold.size, 0)
  }

  isHeld(key: HoldKey, messageId: MessageId): boolean {
    return this.#of(key).some(({ hold }) => hold.find(messageId) !== undefined)
  }

  /** Records of receives whose answers are still to come. */
  underWay(): readonly number[] {
    return [...this.#open].flatMap(({ pages }) => pages.underWay)
  }

  #of(key: HoldKey): Pick<BulkHolding, 'hold'>[] {
    return [...this.#open].filter(({ hold }) => isOf(hold.key, key))
  }
}
