const forgetters = new Set<(connectionId: string) => void>()

/** Says how to drop what the window remembers of one connection, beside its queries. */
export function onForget(forget: (connectionId: string) => void): void {
  forgetters.add(forget)
}

/** A connection that now leads elsewhere must show nothing of the place where it led before. */
export function forgetConnection(connectionId: string): void {
  for (const forget of forgetters) forget(connectionId)
}
