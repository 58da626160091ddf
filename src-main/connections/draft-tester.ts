import { randomUUID } from 'node:crypto'
import { connectionSchema } from '#contract'
import type { Connection, ParsedInput, TestedConnection } from '#contract'
import type { Clock } from '../lib/clock.ts'
import { assertSecretIsThere } from './connection-saver.ts'
import { assertPlainHttpIsMeant } from './connection-store.ts'
import type { ConnectionStore } from './connection-store.ts'
import type { AskPerson } from './credential-prompts.ts'
import { testConnection } from './identity.ts'
import type { EmulatorProbe } from './identity.ts'
import type { SecretVault } from './secret-vault.ts'
import { Session } from './session.ts'

type Draft = ParsedInput<'connections.testDraft'>

export interface DraftTesterParts {
  store: ConnectionStore
  vault: Pick<SecretVault, 'find'>
  prompts: AskPerson
  probe: EmulatorProbe
  clock: Clock
}

/** Under an id that nothing else has, so that nobody's session, secret or prompt is touched. */
function connectionOf({ name, target, region, environment, caFile }: Draft): Connection {
  const id = `c-draft-${randomUUID()}`
  const guard = 'read-only'
  return connectionSchema.parse({ id, name, target, region, environment, guard, caFile })
}

/** Tests what a form holds. The session lives for one test, and the draft's secret in memory as long. */
export class DraftTester {
  readonly #parts: DraftTesterParts

  constructor(parts: DraftTesterParts) {
    this.#parts = parts
  }

  /** @throws whatever stands between the draft and its identity; cancelled when nobody waits any more */
  async test(draft: Draft, signal: AbortSignal): Promise<TestedConnection> {
    const { store, probe, clock } = this.#parts
    const before = draft.editing === undefined ? undefined : store.get(draft.editing)
    assertPlainHttpIsMeant(draft, before)
    assertSecretIsThere(draft, before)
    const session = this.#open(draft)
    const end = (): void => void session.disposables.dispose()
    signal.addEventListener('abort', end)
    try {
      return await testConnection(session, probe, clock)
    } finally {
      signal.removeEventListener('abort', end)
      await session.disposables.dispose()
    }
  }

  #open(draft: Draft): Session {
    const { clock, prompts } = this.#parts
    return new Session(connectionOf(draft), {
      clock,
      vault: { find: () => this.#findSecret(draft) },
      // A code is asked for as always; that the credentials have ended is the answer of the test itself.
      prompts: {
        askCode: prompts.askCode.bind(prompts),
        drop: prompts.drop.bind(prompts),
        tellEnded: () => undefined,
      },
      findSandboxEndpoint: () => undefined,
      sandboxStarted: () => Promise.resolve(),
    })
  }

  async #findSecret({ secrets, editing }: Draft): Promise<string | undefined> {
    if (secrets !== undefined) return JSON.stringify(secrets)
    return editing === undefined ? undefined : this.#parts.vault.find(editing)
  }
}
