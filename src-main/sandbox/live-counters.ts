/** What is used of the class `SqsQueue` of fauxqs 2.4.1. */
interface FauxqsQueue {
  processTimers(): void
  getAllAttributes(this: FauxqsQueue, names: readonly string[]): unknown
  inspectMessages(this: FauxqsQueue): unknown
}

/*
 * fauxqs moves delayed and expired messages only when somebody receives, so its counters would show
 * messages in flight for ever. Its queue class is not exported; the version is pinned, and where
 * the file is no longer what it was, the counters are merely as stale as fauxqs makes them.
 */

function findQueueClass(module: unknown): FauxqsQueue | undefined {
  if (typeof module !== 'object' || module === null || !('SqsQueue' in module)) return undefined
  const { SqsQueue: queue } = module
  if (typeof queue !== 'function') return undefined
  const prototype: unknown = queue.prototype
  const fits =
    typeof prototype === 'object' &&
    prototype !== null &&
    'processTimers' in prototype &&
    'getAllAttributes' in prototype &&
    'inspectMessages' in prototype
  return fits ? (prototype as FauxqsQueue) : undefined // its three methods were just seen
}

/** Makes the attributes and the listing of every queue of this process true at the time of asking. */
export async function keepCountersLive(fauxqs: string): Promise<void> {
  const module: unknown = await import(
    /* @vite-ignore */ new URL('./sqs/sqsStore.js', fauxqs).href
  ).catch(() => undefined)
  const queue = findQueueClass(module)
  if (queue === undefined) return
  const { getAllAttributes, inspectMessages } = queue
  queue.getAllAttributes = function (names) {
    this.processTimers()
    return getAllAttributes.call(this, names)
  }
  queue.inspectMessages = function () {
    this.processTimers()
    return inspectMessages.call(this)
  }
}
