import type { FeedItem, ParsedInput, ParsedParams } from '#contract'
import type { FindSchemaReader } from '../../codecs/schema-reading.ts'
import type { Sessions } from '../../connections/sessions.ts'
import type { Clock } from '../../lib/clock.ts'
import type { LiveTap } from './live-tap.ts'
import type { TapSweeper } from './tap-sweeper.ts'
import { removalNote } from './taps.ts'
import type { Taps } from './taps.ts'

interface CallNotes {
  note(facts: { count: number; outcome?: 'partly' | 'failed' | 'uncertain' }): void
}

interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

export interface TapHandlerParts {
  sessions: Sessions
  taps: Taps
  sweeper: TapSweeper
  clock: Clock
  findSchemas: FindSchemaReader
}

/** A round at least this often, longer than a receive waits. */
const slowestRoundMs = 2_500
/** Rows of one item; a window that comes back gets the rest by the next. */
const itemRows = 500

/** While it runs, the tap's queue is read: a round of it begins a receive, and what comes goes out at once. */
async function* follow(
  { taps, clock }: TapHandlerParts,
  tap: LiveTap,
  { signal, demand }: FeedDemand,
): AsyncGenerator<FeedItem<'taps.follow'>, void, void> {
  let index = 0
  let isFirst = true
  while (!signal.aborted && (await demand())) {
    const changed = tap.changes.wait()
    if (!tap.memory.hasAfter(index)) {
      taps.begin(tap)
      // What is known is said at once; after that there is something new, or time has passed.
      if (!isFirst) await Promise.race([changed, clock.sleep(slowestRoundMs, signal)])
    }
    isFirst = false
    const messages = tap.memory.after(index, itemRows)
    index = messages.at(-1)?.index ?? index
    yield { tap: tap.toTap(), messages, oldestIndex: tap.memory.oldestIndex }
  }
}

function feeds(parts: TapHandlerParts) {
  const { taps, clock } = parts
  return {
    async *'taps.watch'(
      _params: ParsedParams<'taps.watch'>,
      { signal, demand }: FeedDemand,
    ): AsyncGenerator<FeedItem<'taps.watch'>, void, void> {
      while (!signal.aborted && (await demand())) {
        const changed = taps.changes.wait()
        yield { taps: taps.list() }
        await Promise.race([changed, clock.sleep(60_000, signal)])
      }
    },
    async *'taps.follow'(
      { tapId }: ParsedParams<'taps.follow'>,
      demand: FeedDemand,
    ): AsyncGenerator<FeedItem<'taps.follow'>, void, void> {
      yield* follow(parts, taps.get(tapId), demand)
    },
  }
}

function changeHandlers({ sessions, taps, sweeper }: TapHandlerParts) {
  return {
    'taps.start': async (input: ParsedInput<'taps.start'>, { note }: CallNotes) => {
      const session = await sessions.open(input.connectionId)
      const tap = (await taps.start({ ...input, session, fromMs: input.fromMs })).toTap()
      const made = tap.parts.filter(({ fate }) => fate === 'there').length
      note(
        tap.state === 'live' ? { count: made } : { outcome: 'failed', ...removalNote(tap.parts) },
      )
      return { tap }
    },
    'taps.stop': async ({ connectionId, tapId }: ParsedInput<'taps.stop'>, { note }: CallNotes) => {
      const session = await sessions.open(connectionId)
      const tap = taps.get(tapId)
      taps.assertPlace(tap, session)
      await taps.stop(tap, session, 'asked')
      note(removalNote(tap.toTap().parts))
      return { tap: tap.toTap() }
    },
    'taps.sweep': async (input: ParsedInput<'taps.sweep'>, { note }: CallNotes) => {
      const session = await sessions.open(input.connectionId)
      const outcomes = await sweeper.sweep(session, input.queueUrls)
      note(removalNote(outcomes.flatMap(({ parts }) => parts)))
      return { outcomes }
    },
  }
}

/** Operations and feeds of taps: input to service to answer, nothing more. */
export function tapHandlers(parts: TapHandlerParts) {
  const { sessions, taps, sweeper, findSchemas } = parts
  return {
    ...changeHandlers(parts),
    ...feeds(parts),
    'taps.plan': async (input: ParsedInput<'taps.plan'>) =>
      taps.plan({
        ...input,
        session: await sessions.open(input.connectionId),
        fromMs: input.fromMs,
      }),
    'taps.list': () => ({ taps: taps.list() }),
    'taps.message': async ({ tapId, messageId, off }: ParsedInput<'taps.message'>) => {
      const tap = taps.get(tapId)
      const schemas = await findSchemas({ service: 'topic', address: tap.record.topicArn })
      return taps.open(tap, messageId, { off, schemas })
    },
    'taps.dismiss': ({ tapId }: ParsedInput<'taps.dismiss'>) => {
      taps.dismiss(taps.get(tapId))
      return { taps: taps.list() }
    },
    'taps.leftovers': async ({ connectionId }: ParsedInput<'taps.leftovers'>) =>
      sweeper.find(await sessions.open(connectionId)),
  }
}
