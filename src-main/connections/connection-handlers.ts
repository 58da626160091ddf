import { isAws } from '#contract'
import type { AnswerOf, FeedItem, ParsedInput, ParsedParams } from '#contract'
import type { Clock } from '../lib/clock.ts'
import { describeCaFile } from './ca-files.ts'
import type { ChooseExistingFile } from './ca-files.ts'
import { ConnectionSaver } from './connection-saver.ts'
import type { ConnectionStore } from './connection-store.ts'
import type { AskPerson } from './credential-prompts.ts'
import { DraftTester } from './draft-tester.ts'
import { findEmulators } from './emulator-finder.ts'
import { testConnection } from './identity.ts'
import type { EmulatorProbe } from './identity.ts'
import type { PriceBook } from './price-book.ts'
import { listProfiles } from './profiles.ts'
import type { Session } from './session.ts'
import type { SecretVault } from './secret-vault.ts'
import type { Sessions } from './sessions.ts'

export interface ConnectionParts {
  store: ConnectionStore
  sessions: Sessions
  probe: EmulatorProbe
  vault: SecretVault
  clock: Clock
  prices: PriceBook
  prompts: AskPerson
  chooseExistingFile: ChooseExistingFile
}

interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

/** The meter makes no call, so this is only how often the status bar changes. */
const meterIntervalMs = 2_000

function activityOf(session: Session, prices: PriceBook): FeedItem<'connections.watch'> {
  const { meter, connection } = session
  const { lastError } = meter
  // An emulator bills nothing, so a price would be made up.
  const isBilled = isAws(connection.target)
  const { isSettled } = meter
  return {
    ...(isSettled ? { callsLastMinute: meter.callsLastMinute() } : {}),
    ...(isSettled && isBilled ? { pace: prices.pace(meter.billsLastMinute()) } : {}),
    ...(lastError === undefined ? {} : { lastError }),
  }
}

/** Operations and feeds of connections. */
export function connectionHandlers(parts: ConnectionParts) {
  const { store, sessions, clock, prices } = parts
  const saver = new ConnectionSaver(parts)
  const tester = new DraftTester(parts)
  return {
    'connections.list': () => ({ connections: store.list() }),
    'connections.add': (input: ParsedInput<'connections.add'>) => saver.add(input),
    'connections.update': ({ connectionId, ...draft }: ParsedInput<'connections.update'>) =>
      saver.update(connectionId, draft),
    'connections.duplicate': (input: ParsedInput<'connections.duplicate'>) =>
      saver.duplicate(input.connectionId, input.name),
    'connections.remove': async (input: ParsedInput<'connections.remove'>) => {
      await saver.remove(input.connectionId)
      return {}
    },
    'connections.setGuard': (input: ParsedInput<'connections.setGuard'>) =>
      store.setGuard(input.connectionId, input.guard),
    'connections.findEmulators': async () => ({ endpoints: await findEmulators() }),
    'connections.listProfiles': async (): Promise<AnswerOf<'connections.listProfiles'>> => ({
      profiles: await listProfiles(),
    }),
    'connections.test': async (input: ParsedInput<'connections.test'>) => {
      const session = await sessions.open(input.connectionId)
      session.credentials.renew()
      return testConnection(session, parts.probe, clock)
    },
    'connections.testDraft': (
      input: ParsedInput<'connections.testDraft'>,
      { signal }: Pick<FeedDemand, 'signal'>,
    ) => tester.test(input, signal),
    'connections.chooseCaFile': async () => {
      const path = await parts.chooseExistingFile()
      return path === undefined ? {} : { file: describeCaFile(path) }
    },
    'prices.get': () => prices.table(),
    'prices.set': (input: ParsedInput<'prices.set'>) => prices.set(input.id, input.usdPerMillion),
    async *'connections.watch'(
      params: ParsedParams<'connections.watch'>,
      feed: FeedDemand,
    ): AsyncGenerator<FeedItem<'connections.watch'>, void, void> {
      while (!feed.signal.aborted && (await feed.demand())) {
        yield activityOf(sessions.get(params.connectionId), prices)
        await clock.sleep(meterIntervalMs, feed.signal)
      }
    },
  }
}
