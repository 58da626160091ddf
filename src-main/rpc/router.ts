import { implement } from '@orpc/server'
import type { AnyRouter } from '@orpc/server'
import type { FeedName, OperationName } from '#contract'
import type { Seen } from '../lib/seen.ts'
import { runCall } from './call-runner.ts'
import type { RunHandler, RunnerParts } from './call-runner.ts'
import { openFeed } from './feed-source.ts'
import type { Demand } from './feed-source.ts'
import type { FeedContext, Handlers } from './handlers.ts'
import { listProcedures } from './meta.ts'
import type { NamedProcedure } from './meta.ts'

export interface RouterParts extends RunnerParts {
  handlers: Handlers
  /** Parse what goes out as well: in tests and development. Input is always parsed. */
  checkAnswers: boolean
}

/** What a port gives to every call over it. */
interface PortContext {
  seen: Seen
}

type RunFeed = (params: unknown, context: FeedContext) => AsyncGenerator<unknown, void, void>
interface Invocation {
  input: unknown
  signal?: AbortSignal | undefined
  context: PortContext
}

/** For callers that cannot abort, such as tests. */
const never = new AbortController().signal

function serveOperation(entry: NamedProcedure, parts: RouterParts) {
  // The table of handlers is checked against the contract name by name; here each is run without knowing its types.
  const handler = parts.handlers[entry.name as OperationName] as RunHandler
  return ({ input, signal }: Invocation): Promise<unknown> => {
    // Every input schema of an operation is an object; parsing has happened.
    const parsed = input as Record<string, unknown>
    const call = { name: entry.name, meta: entry.meta, input: parsed, signal: signal ?? never }
    return runCall(parts, call, handler)
  }
}

function serveFeed(entry: NamedProcedure, parts: RouterParts) {
  // As above: the table is checked name by name.
  const handler = parts.handlers[entry.name as FeedName] as RunFeed
  return async function* ({
    input,
    signal = never,
    context: { seen },
  }: Invocation): AsyncGenerator<unknown, void, void> {
    // feed() declares this very iterator as the input; its items are parsed as they come.
    const { params, credit } = await openFeed(input as AsyncIterator<Demand>, signal)
    const demand = async (): Promise<boolean> => {
      const isWanted = await credit.take()
      if (isWanted) await seen.whenSeen(signal)
      return isWanted && !signal.aborted
    }
    yield* handler(params, { signal, demand })
  }
}

/** The whole contract with its handlers behind guard and journal, ready for a port. */
export function buildRouter(parts: RouterParts): AnyRouter {
  const config = { initialOutputValidationIndex: parts.checkAnswers ? 0 : Number.NaN }
  const router: Record<string, Record<string, AnyRouter>> = {}
  for (const entry of listProcedures()) {
    const serve =
      entry.meta.kind === 'feed' ? serveFeed(entry, parts) : serveOperation(entry, parts)
    const service = (router[entry.service] ??= {})
    service[entry.verb] = implement(entry.procedure, config).$context<PortContext>().handler(serve)
  }
  return router
}
