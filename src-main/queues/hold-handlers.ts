import type { FeedItem, ParsedInput, ParsedParams } from '#contract'
import type { Sessions } from '../connections/sessions.ts'
import type { Clock } from '../lib/clock.ts'
import { summarise } from './batch-summary.ts'
import type { BatchResult } from './handle-batch.ts'
import type { ReleaseNote } from './hold-ports.ts'
import type { Holds } from './holds.ts'
import type { KeptHold } from './kept-hold.ts'
import type { QueueHold } from './queue-hold.ts'

export interface CallNotes {
  note(facts: ReleaseNote): void
}

export interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

export interface HoldHandlerParts {
  sessions: Sessions
  holds: Holds
  clock: Clock
}

/** A round at least this often, so that what ran out by itself leaves the list though nobody told of it. */
const slowestRoundMs = 5_000
/** A renewal that failed is tried again after this, while there is time. */
const quickestRoundMs = 1_000

function untilDue(hold: QueueHold, nowMs: number): number {
  return Math.min(slowestRoundMs, Math.max(quickestRoundMs, hold.nextDueMs() - nowMs))
}

interface ShownHold {
  holds: Holds
  clock: Clock
  kept: KeptHold
}

/** While it runs the queue is shown. A round, and so a renewal, is only begun while the window sees the page. */
async function* showHold(
  { holds, clock, kept }: ShownHold,
  { signal, demand }: FeedDemand,
): AsyncGenerator<FeedItem<'holds.keep'>, void, void> {
  const leave = kept.keep()
  try {
    while (!signal.aborted && (await demand())) {
      await kept.hold.renewDue()
      const changed = holds.changes.wait()
      yield { held: kept.hold.list().map(({ receiptHandle: _handle, ...message }) => message) }
      await Promise.race([changed, clock.sleep(untilDue(kept.hold, clock.now()), signal)])
    }
  } finally {
    leave()
  }
}

/** Operations and feeds of held messages: input to service to answer, nothing more. */
export function holdHandlers({ sessions, holds, clock }: HoldHandlerParts) {
  const targetOf = async (
    input: Pick<ParsedInput<'holds.returnAll'>, 'connectionId' | 'queueUrl'>,
  ) => ({
    session: await sessions.open(input.connectionId),
    queueUrl: input.queueUrl,
  })
  const answer = ({ outcomes, requestId }: BatchResult, { note }: CallNotes) => {
    note({ ...summarise(outcomes), requestId })
    return { outcomes }
  }
  return {
    'messages.return': async (input: ParsedInput<'messages.return'>, notes: CallNotes) =>
      answer(await holds.return(await targetOf(input), input.messageIds), notes),
    'messages.setVisibility': async (
      input: ParsedInput<'messages.setVisibility'>,
      notes: CallNotes,
    ) => answer(await holds.setVisibility(await targetOf(input), input), notes),
    'holds.returnAll': async (input: ParsedInput<'holds.returnAll'>, notes: CallNotes) =>
      answer(await holds.return(await targetOf(input)), notes),
    'holds.list': async () => ({ queues: await holds.list() }),
    async *'holds.watch'(
      _params: ParsedParams<'holds.watch'>,
      { signal, demand }: FeedDemand,
    ): AsyncGenerator<FeedItem<'holds.watch'>, void, void> {
      while (!signal.aborted && (await demand())) {
        const changed = holds.changes.wait()
        yield { queues: await holds.list() }
        await Promise.race([changed, clock.sleep(slowestRoundMs, signal)])
      }
    },
    async *'holds.keep'(
      params: ParsedParams<'holds.keep'>,
      feed: FeedDemand,
    ): AsyncGenerator<FeedItem<'holds.keep'>, void, void> {
      yield* showHold({ holds, clock, kept: holds.open(await targetOf(params)) }, feed)
    },
  }
}
