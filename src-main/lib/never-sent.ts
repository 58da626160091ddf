const marked = new WeakSet<Error>()

/** Notes of an error that it came before the first byte of a request went out. */
export function markNeverSent(thrown: unknown): void {
  if (thrown instanceof Error) marked.add(thrown)
}

/** Whether it is sure that nothing reached the other end, whatever the error is called. */
export function wasNeverSent(error: Error): boolean {
  return marked.has(error)
}
