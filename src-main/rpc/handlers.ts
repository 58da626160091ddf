import type {
  AnswerOf,
  FeedItem,
  FeedName,
  OperationName,
  ParsedInput,
  ParsedParams,
} from '#contract'

/** What the journal is told beside the outcome. */
export interface CallNote {
  count?: number
  requestId?: string | undefined
  /** Where a batch did not end as one: said instead of `done`. */
  outcome?: 'partly' | 'failed' | 'uncertain'
}

/** What a handler gets beside its input. */
export interface CallContext {
  /** Aborts when the window gave up or went away. */
  signal: AbortSignal
  note(facts: CallNote): void
  /** What goes on after the answer; the journal entry ends with it, and with what was noted by then. */
  until(work: Promise<void>): void
}

/** What a feed gets: how to wait for the window to want another round. */
export interface FeedContext {
  signal: AbortSignal
  /** Resolves to true when one more round is wanted, to false when the feed has ended. */
  demand(): Promise<boolean>
}

export type OperationHandler<N extends OperationName> = (
  input: ParsedInput<N>,
  context: CallContext,
) => Promise<AnswerOf<N>> | AnswerOf<N>

export type FeedHandler<N extends FeedName> = (
  params: ParsedParams<N>,
  context: FeedContext,
) => AsyncGenerator<FeedItem<N>, void, void>

export type OperationHandlers = { [N in OperationName]: OperationHandler<N> }
export type FeedHandlers = { [N in FeedName]: FeedHandler<N> }
/** One handler for each name of the contract; a missing one does not compile. */
export type Handlers = OperationHandlers & FeedHandlers
