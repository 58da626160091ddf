import type { FeedItem, ParsedInput, ParsedParams } from '#contract'
import type { CredentialPrompts } from './credential-prompts.ts'
import type { SecretVault } from './secret-vault.ts'

interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

/** Resolves when something changed or the window went away. */
function nextChange(prompts: CredentialPrompts, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stop()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const stop = prompts.onChange(done)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}

interface PromptParts {
  prompts: CredentialPrompts
  vault: SecretVault
}

/** What main waits for a person to say about credentials, and where secrets are kept. */
export function promptHandlers({ prompts, vault }: PromptParts) {
  return {
    'prompts.answer': (input: ParsedInput<'prompts.answer'>) => {
      prompts.answer(input.promptId, input.answer)
      return {}
    },
    'vaults.isLasting': async () => ({ isLasting: await vault.isLasting() }),
    async *'prompts.watch'(
      _params: ParsedParams<'prompts.watch'>,
      feed: FeedDemand,
    ): AsyncGenerator<FeedItem<'prompts.watch'>, void, void> {
      while (!feed.signal.aborted && (await feed.demand())) {
        const changed = nextChange(prompts, feed.signal)
        yield { prompts: prompts.list() }
        await changed
      }
    },
  }
}
