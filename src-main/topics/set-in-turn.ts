import type { ErrorValue } from '#contract'
import { AppError, errorValue, toAppError } from '../lib/app-error.ts'
import { isSameJson } from '../lib/same-json.ts'

export interface SetInTurn<Name> {
  set: Name[]
  requestId: string | undefined
  /** Why it went no further after some had been set. */
  failure?: ErrorValue
}

/**
 * SNS sets one attribute a call. Each is sent once; when the first fails nothing was done and it throws, when a later
 * one does the answer says what was done before.
 */
export async function setInTurn<Name extends string>(
  names: readonly Name[],
  send: (name: Name) => Promise<string | undefined>,
): Promise<SetInTurn<Name>> {
  const set: Name[] = []
  let requestId: string | undefined
  for (const name of names) {
    try {
      requestId = await send(name)
      set.push(name)
    } catch (thrown) {
      if (set.length === 0) throw thrown
      return { set, requestId, failure: errorValue(toAppError(thrown)) }
    }
  }
  return { set, requestId }
}

/** @throws conflict when the attribute is no longer what the user saw */
export function checkUnchanged(
  attribute: string,
  { found, expected }: { found: string; expected: string | undefined },
): void {
  if (expected === undefined || isSameJson(found, expected)) return
  throw new AppError('conflict', `${attribute} changed meanwhile`, {
    params: { reason: 'changed-meanwhile', attribute, found: found.slice(0, 500) },
  })
}
