import type { ParsedParams, SandboxState } from '#contract'

/** What the handlers need of whoever keeps the sandbox alive. */
export interface SandboxControl {
  readonly state: SandboxState
  onChange(listener: () => void): () => void
  reset(): Promise<SandboxState>
  restart(): Promise<SandboxState>
  /** Resolves when it is no longer starting, with what became of it. */
  settled(service?: 'sqs' | 'kinesis'): Promise<SandboxState>
}

interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

/** Operations and feed of the sandbox. */
export function sandboxHandlers(control: SandboxControl) {
  return {
    'sandbox.reset': () => control.reset(),
    'sandbox.restart': () => control.restart(),
    'sandbox.watch': async function* (
      _params: ParsedParams<'sandbox.watch'>,
      feed: FeedDemand,
    ): AsyncGenerator<SandboxState, void, void> {
      let shown: SandboxState | undefined
      while (!feed.signal.aborted && (await feed.demand())) {
        if (shown === control.state) await nextChange(control, feed.signal)
        shown = control.state
        if (!feed.signal.aborted) yield shown
      }
    },
  }
}

function nextChange(control: SandboxControl, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stop()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const stop = control.onChange(done)
    signal.addEventListener('abort', done, { once: true })
  })
}
