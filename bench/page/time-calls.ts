/** The time of one call in µs, over many one after the other: the page's clock has steps of 0.1 ms. */
export async function timeCalls(calls: number, call: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now()
  for (let index = 0; index < calls; index++) await call()
  return ((performance.now() - startedAtMs) * 1000) / calls
}
