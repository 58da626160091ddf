import { StandardRPCHandler } from '@orpc/server/standard'
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer'
import {
  decodeRequestMessage,
  encodeResponseMessage,
  experimental_ServerPeerWithoutCodec as ServerPeer,
  MessageType,
  serializeResponseMessage,
} from '@orpc/standard-server-peer'
import type { AnyRouter } from '@orpc/server'
import type { Log } from '../lib/log.ts'
import { Seen } from '../lib/seen.ts'
import { toWireError } from './wire-error.ts'

/** What Weir needs of a port; Electron's main-process port and Node's both fit through a small adapter. */
export interface Port {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
  /** Whether the port's window can be seen; a port without a window always is. */
  seen?: Seen
}

type Request = Awaited<ReturnType<typeof decodeRequestMessage>>

/** Undefined for what is not a message at all. */
async function findRequest(frame: unknown): Promise<Request | undefined> {
  if (typeof frame !== 'string' && !(frame instanceof Uint8Array)) return undefined
  try {
    return await decodeRequestMessage(frame)
  } catch {
    return undefined // the caller logs it and closes the port
  }
}

type ToWire = (thrown: unknown) => Error

function isFeed(output: unknown): output is AsyncIterable<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output
}

/** A feed fails between its items, long after it was answered: also because an item violates its schema. */
async function* itemsOf(
  feed: AsyncIterable<unknown>,
  toWire: ToWire,
): AsyncGenerator<unknown, void, void> {
  try {
    yield* feed
  } catch (thrown) {
    throw toWire(thrown)
  }
}

/**
 * Answers one window's port until it closes; all its feeds end with it. A malformed frame can only come from a
 * broken or hostile page: it is logged and ends the port, and never becomes an unhandled rejection.
 */
export function servePort(port: Port, router: AnyRouter, log: Log): void {
  const handler = new StandardRPCHandler(router, {
    clientInterceptors: [
      async ({ next, path }) => {
        const toWire: ToWire = (thrown) => toWireError(thrown, log, path.join('.'))
        try {
          const output = await next()
          return isFeed(output) ? itemsOf(output, toWire) : output
        } catch (thrown) {
          throw toWire(thrown)
        }
      },
    ],
  })
  const handle = createServerPeerHandleRequestFn(handler, {
    context: { seen: port.seen ?? new Seen() },
  })
  const peer = new ServerPeer(async ([id, type, payload]) => {
    // The items of feeds go as the objects that they are: as text, what is text in them would be escaped letter by letter.
    if (type === MessageType.EVENT_ITERATOR) port.post(serializeResponseMessage(id, type, payload))
    else port.post(await encodeResponseMessage(id, type, payload))
  })
  const receive = async (frame: unknown): Promise<void> => {
    const request = await findRequest(frame)
    if (request === undefined) {
      log.warn('port.malformed-frame', { type: typeof frame })
      peer.close()
      port.close()
      return
    }
    try {
      await peer.message(request, handle)
    } catch (error) {
      log.warn('port.answer-not-sent', {
        reason: error instanceof Error ? error.message : String(error),
      })
    }
  }
  port.onMessage((frame) => void receive(frame))
  port.onClose(() => {
    peer.close()
  })
}
