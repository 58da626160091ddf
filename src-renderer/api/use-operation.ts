import { useState } from 'react'
import type { Confirmation, InputOf, OperationName, OutputOf } from '#contract'
import { call } from './client.ts'
import { useConfirm } from './confirm.ts'
import type { Confirm, ConfirmWords } from './confirm.ts'
import { toWeirError } from './weir-error.ts'
import type { WeirError } from './weir-error.ts'

export type Outcome<N extends OperationName> =
  | { state: 'done'; output: OutputOf<N> }
  /** The user read the confirmation and said no. Nothing happened. */
  | { state: 'declined' }
  | { state: 'failed'; error: WeirError }

export interface RunOptions {
  confirm?: ConfirmWords
}

export interface Operation<N extends OperationName> {
  run: (input: InputOf<N>, options?: RunOptions) => Promise<Outcome<N>>
  pending: boolean
  /** Why the last run failed. */
  error: WeirError | undefined
  reset: () => void
}

async function attempt<N extends OperationName>(name: N, input: InputOf<N>): Promise<Outcome<N>> {
  try {
    return { state: 'done', output: await call(name, input) }
  } catch (thrown) {
    return { state: 'failed', error: toWeirError(thrown) }
  }
}

async function askAndRepeat<N extends OperationName>(
  name: N,
  input: InputOf<N>,
  ask: () => Promise<Confirmation | undefined>,
): Promise<Outcome<N>> {
  const confirmation = await ask()
  if (confirmation === undefined) return { state: 'declined' }
  // Only operations whose input is an object with a `confirmation` are ever refused with a token.
  return attempt(name, { ...(input as object), confirmation } as InputOf<N>)
}

async function runGuarded<N extends OperationName>(
  name: N,
  input: InputOf<N>,
  { confirm, words }: { confirm: Confirm; words: ConfirmWords | undefined },
): Promise<Outcome<N>> {
  const first = await attempt(name, input)
  const refusal = first.state === 'failed' ? first.error.detail.refusal : undefined
  if (refusal?.reason !== 'confirm') return first
  return askAndRepeat(name, input, async () => {
    const { token, typedName } = refusal
    const answer = await confirm({ connectionId: findConnectionId(input), words, typedName })
    return answer === undefined ? undefined : { token, ...answer }
  })
}

function findConnectionId(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('connectionId' in input)) return undefined
  return typeof input.connectionId === 'string' ? input.connectionId : undefined
}

/** Runs an operation on demand. Where the guard wants a confirmation it is asked for here, once, for every caller. */
export function useOperation<N extends OperationName>(name: N): Operation<N> {
  const confirm = useConfirm()
  const [running, setRunning] = useState(0)
  const [error, setError] = useState<WeirError>()

  const run: Operation<N>['run'] = async (input, options = {}) => {
    setRunning((count) => count + 1)
    setError(undefined)
    const outcome = await runGuarded(name, input, { confirm, words: options.confirm })
    setRunning((count) => count - 1)
    if (outcome.state === 'failed') setError(outcome.error)
    return outcome
  }
  const reset = (): void => {
    setError(undefined)
  }
  return { run, pending: running > 0, error, reset }
}
