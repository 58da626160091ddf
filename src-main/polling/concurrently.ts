/** One walk over the items that several workers share; it ends for all of them when one leaves it by failing. */
function* each<T>(items: readonly T[]): Generator<T, void> {
  yield* items
}

/** Runs `work` over the items, at most `limit` at a time, in their order. After a failure none other is begun. */
export async function concurrently<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = each(items)
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item)
  }
  const workers = Math.min(limit, items.length)
  await Promise.all(Array.from({ length: workers }, worker))
}
