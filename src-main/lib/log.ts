export type LogFacts = Record<string, string | number | boolean | undefined>

/** Lines with a fixed name and facts. Never a message body, a receipt handle or a secret. */
export interface Log {
  info(event: string, facts?: LogFacts): void
  warn(event: string, facts?: LogFacts): void
  error(event: string, error: unknown, facts?: LogFacts): void
}

/** An error with its causes, for the log alone. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by ${describeError(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}

export const silentLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
