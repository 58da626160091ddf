import type { EntryFacts, Sendable } from '#contract'
import type { SendTarget } from '../sends/send-target.ts'

/** A message or record on its way. */
export interface Taken {
  /** By which the log knows it: the message id at the source, or the position in the capture. */
  key: string
  /** In the capture it was chosen from, from 1. */
  position?: number | undefined
  facts: EntryFacts
  /** Text, or bytes that are none. */
  body: string | Uint8Array
  preview: string
  /** @throws where nothing must be made of it */
  check?(): void
  /** Hidden for sure until then: after that somebody else may have it. */
  heldUntilMs?: number | undefined
}

/** What the source knows beside what it gives. */
export interface SourceFacts {
  /** Met and not chosen. */
  passed: number
  /** Receives without an answer: up to so many may be hidden until then. */
  hidden: number
  hiddenUntilMs?: number | undefined
}

/** What a source is told of the run that takes from it. */
export interface Going {
  signal: AbortSignal
  /** Keys that are on disk already, whatever became of them. */
  findKnown(keys: readonly string[]): Promise<ReadonlySet<string>>
}

/** Where messages are taken from. Filled by compose. */
export interface MoveSource {
  /**
   * The next ones, in their order: none where it has none at this moment, undefined where it has no more.
   * @throws where there is no use in going on
   */
  next(most: number, going: Going): Promise<Taken[] | undefined>
  /** Takes away what arrived; `kept` where that could not be done or trusted. Absent where the source keeps everything. */
  finish?(taken: readonly Taken[]): Promise<('done' | 'kept')[]>
  /** Gives back what is still held. */
  release(): Promise<void>
  /** Before the first: gives back what an earlier run held, and knows of what that may have hidden. */
  recover?(): Promise<void>
  /** It said that it has no more, and something else has ended since. */
  reopen?(): void
  facts(): SourceFacts
  /** It was gone through to its end: what was not met any more is not there. */
  isExhausted?(): boolean
}

/** Where messages are sent to, with what it takes. Filled by compose. */
export interface MoveTo extends SendTarget {
  kind: 'queue' | 'topic' | 'stream'
  name: string
  isFifo: boolean
  /** @throws invalid-input where it would be refused */
  check(message: Sendable): void
}

/** A message as it is to be sent, and where. */
export interface Outgoing {
  taken: Taken
  to: MoveTo
  message: Sendable
}

/** Both ends of a move, open. Filled by compose. */
export interface MoveEnds {
  source: MoveSource
  findTo(taken: Taken): Promise<MoveTo>
  from: string
  toName: string
  total?: number | undefined
}
