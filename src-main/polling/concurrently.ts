/** Runs `work` over the items, at most `limit` at a time, in their order. */
export async function concurrently<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]()
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item)
  }
  const workers = Math.min(limit, items.length)
  await Promise.all(Array.from({ length: workers }, worker))
}
