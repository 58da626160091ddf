import type { AnswerOf, FeedItem, ParsedInput, ParsedParams } from '#contract'
import type { Clock } from '../lib/clock.ts'
import type { ConnectionStore } from './connection-store.ts'
import { findEmulators } from './emulator-finder.ts'
import { testConnection } from './identity.ts'
import type { EmulatorProbe } from './identity.ts'
import { listProfiles } from './profiles.ts'
import type { Sessions } from './sessions.ts'

export interface ConnectionParts {
  store: ConnectionStore
  sessions: Sessions
  probe: EmulatorProbe
  clock: Clock
}

interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

/** The meter makes no call, so this is only how often the status bar changes. */
const meterIntervalMs = 2_000

/** Operations and feeds of connections. */
export function connectionHandlers(parts: ConnectionParts) {
  const { store, sessions, clock } = parts
  return {
    'connections.list': () => ({ connections: store.list() }),
    'connections.add': (input: ParsedInput<'connections.add'>) => store.add(input),
    'connections.remove': async (input: ParsedInput<'connections.remove'>) => {
      store.remove(input.connectionId)
      await sessions.close(input.connectionId)
      return {}
    },
    'connections.setGuard': (input: ParsedInput<'connections.setGuard'>) =>
      store.setGuard(input.connectionId, input.guard),
    'connections.findEmulators': async () => ({ endpoints: await findEmulators() }),
    'connections.listProfiles': async (): Promise<AnswerOf<'connections.listProfiles'>> => ({
      profiles: await listProfiles(),
    }),
    'connections.test': async (input: ParsedInput<'connections.test'>) =>
      testConnection(await sessions.open(input.connectionId), parts.probe, clock),
    async *'connections.watch'(
      params: ParsedParams<'connections.watch'>,
      feed: FeedDemand,
    ): AsyncGenerator<FeedItem<'connections.watch'>, void, void> {
      while (!feed.signal.aborted && (await feed.demand())) {
        const { meter } = sessions.get(params.connectionId)
        const { lastError } = meter
        yield {
          callsLastMinute: meter.callsLastMinute(),
          ...(lastError === undefined ? {} : { lastError }),
        }
        await clock.sleep(meterIntervalMs, feed.signal)
      }
    },
  }
}
