export type LogFacts = Record<string, string | number | boolean | undefined>

/** Lines with a fixed name and facts. Never a message body, a receipt handle or a secret. */
export interface Log {
  info(event: string, facts?: LogFacts): void
  warn(event: string, facts?: LogFacts): void
  error(event: string, error: unknown, facts?: LogFacts): void
}

/** More causes than this are never there for a reason, and they may go round in a circle. */
const maxCauses = 5

/** An error with its causes, for the log alone. */
export function describeError(error: unknown, causesLeft = maxCauses): string {
  if (!(error instanceof Error)) return String(error)
  const hasCause = error.cause !== undefined && causesLeft > 0
  const cause = hasCause ? `\ncaused by ${describeError(error.cause, causesLeft - 1)}` : ''
  return `${error.stack ?? error.message}${cause}`
}

export const silentLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
