import { RPCLink } from '@orpc/client/message-port'
import type { FeedItem, FeedName, FeedParams, InputOf, OperationName, OutputOf } from '#contract'
import { afterPaint } from '../lib/after-paint.ts'
import { requestPort } from './port.ts'
import { toWeirError } from './weir-error.ts'

export interface CallOptions {
  signal?: AbortSignal
}

/** What a feed takes from the window: its parameters once, then credit. */
export type FeedDemand<N extends FeedName> =
  { open: FeedParams<N>; credit: number } | { credit: number }

let link: Promise<RPCLink<object>> | undefined

/** The door is asked for once the shell stands: main then begins its work, and would share the processor with the paint. */
async function openLink(): Promise<RPCLink<object>> {
  await afterPaint()
  return new RPCLink({ port: await requestPort() })
}

function getLink(): Promise<RPCLink<object>> {
  link ??= openLink()
  return link
}

async function send(name: string, input: unknown, { signal }: CallOptions): Promise<unknown> {
  const open = await getLink()
  const options = { context: {}, ...(signal === undefined ? {} : { signal }) }
  return open.call(name.split('.'), input, options)
}

/**
 * Asks the main process one question. The name is a plain string (`queues.list`), so a search for it finds every
 * caller and its handler; oRPC's proxy client would hide both.
 * @throws WeirError
 */
export async function call<N extends OperationName>(
  name: N,
  input: InputOf<N>,
  options: CallOptions = {},
): Promise<OutputOf<N>> {
  try {
    // The contract ties this name to this output, and main answers by the contract.
    return (await send(name, input, options)) as OutputOf<N>
  } catch (thrown) {
    throw toWeirError(thrown)
  }
}

/**
 * Opens a live sequence that is fed by `demand`. Use `useFeed` in components.
 * @throws WeirError
 */
export async function openFeed<N extends FeedName>(
  name: N,
  demand: AsyncIterator<FeedDemand<N>>,
  signal: AbortSignal,
): Promise<AsyncIterable<FeedItem<N>>> {
  try {
    // The contract ties this name to these items, and main answers by the contract.
    return (await send(name, demand, { signal })) as AsyncIterable<FeedItem<N>>
  } catch (thrown) {
    throw toWeirError(thrown)
  }
}
