import type { FeedItem, ParsedInput, ParsedParams } from '#contract'
import type { Sessions } from '../../connections/sessions.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Traces } from './traces.ts'

interface CallNotes {
  note(facts: { count: number; outcome?: 'uncertain' }): void
  until(work: Promise<void>): void
}

interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

export interface TraceHandlerParts {
  sessions: Sessions
  traces: Traces
  clock: Clock
}

/** A window that lost an item is told again. */
const slowestRoundMs = 5_000

async function* follow(
  { traces, clock }: TraceHandlerParts,
  { traceId }: ParsedParams<'traces.follow'>,
  { signal, demand }: FeedDemand,
): AsyncGenerator<FeedItem<'traces.follow'>, void, void> {
  const trace = traces.get(traceId)
  while (!signal.aborted && (await demand())) {
    const changed = trace.changes.wait()
    yield { trace: trace.toTrace() }
    await Promise.race([changed, clock.sleep(slowestRoundMs, signal)])
  }
}

/** Operations and the feed of traces: input to service to answer, nothing more. */
export function traceHandlers(parts: TraceHandlerParts) {
  const { sessions, traces } = parts
  return {
    'traces.plan': async ({ connectionId, topicArn }: ParsedInput<'traces.plan'>) =>
      traces.plan({ session: await sessions.open(connectionId), topicArn }),
    'traces.planTaps': async ({ connectionId, ids, ...of }: ParsedInput<'traces.planTaps'>) =>
      traces.planTaps({ session: await sessions.open(connectionId), ...of }, ids),
    'traces.start': async (input: ParsedInput<'traces.start'>, { note, until }: CallNotes) => {
      const { connectionId, topicArn, traceId, watch, taps, seconds, ...given } = input
      const { confirmation: _, ...rest } = given
      const session = await sessions.open(connectionId)
      const wish = { session, topicArn, traceId, watch, taps, seconds, announcement: rest }
      const trace = await traces.start(wish)
      const isKnown = trace.facts.publish === 'answered'
      note(isKnown ? { count: 1 } : { count: 0, outcome: 'uncertain' })
      // Its looks belong to it: the entry ends with the last of them.
      until(traces.ended(trace))
      return { trace: trace.toTrace() }
    },
    'traces.stop': async ({ traceId }: ParsedInput<'traces.stop'>) => {
      const trace = traces.get(traceId)
      await traces.stop(trace)
      return { trace: trace.toTrace() }
    },
    'traces.follow': (params: ParsedParams<'traces.follow'>, demand: FeedDemand) =>
      follow(parts, params, demand),
  }
}
