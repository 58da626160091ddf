import type { Trace } from '#contract'
import type { WeirClient } from './composed-weir.ts'

/** Follows a trace as its page does, until it has ended. */
export async function followTrace(
  client: WeirClient,
  { connectionId, topicArn, traceId }: Pick<Trace, 'connectionId' | 'topicArn' | 'traceId'>,
  isEnough: (trace: Trace) => boolean = ({ state }) => state !== 'watching',
): Promise<Trace> {
  let grant = Promise.withResolvers<undefined>()
  async function* demand() {
    yield { open: { connectionId, topicArn, traceId }, credit: 1 }
    for (;;) {
      await grant.promise
      grant = Promise.withResolvers<undefined>()
      yield { credit: 1 }
    }
  }
  const feed = await client.traces.follow(demand())
  for (let item = await feed.next(); item.done !== true; item = await feed.next()) {
    const { trace } = item.value
    if (isEnough(trace)) {
      // Leaving ends it with an error that says so.
      await Promise.resolve(feed.return?.()).catch(() => undefined)
      return trace
    }
    grant.resolve(undefined)
  }
  throw new Error('the feed ended before the trace')
}
