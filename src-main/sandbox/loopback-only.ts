import { Server } from 'node:net'

const loopback = new Set<unknown>(['127.0.0.1', '::1', 'localhost'])

/** Any address but a loopback one becomes 127.0.0.1. A path (a local pipe) is left alone. */
function onLoopback(options: object): object {
  if (!('port' in options) || 'path' in options) return options
  const isLoopback = 'host' in options && loopback.has(options.host)
  return isLoopback ? options : { ...options, host: '127.0.0.1' }
}

function isPort(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))
}

/** Rewrites the arguments of `net.Server.listen`; forms that name no port (handles, pipes) stay. */
export function loopbackArguments(args: readonly unknown[]): unknown[] {
  const [first, second, ...rest] = args
  if (first === undefined || typeof first === 'function') return [0, '127.0.0.1', ...args]
  if (typeof first === 'object' && first !== null) return [onLoopback(first), ...args.slice(1)]
  if (!isPort(first)) return [...args]
  if (loopback.has(second)) return [...args]
  const hasHost = typeof second === 'string' || second === undefined || second === null
  return [first, '127.0.0.1', ...(hasHost ? rest : [second, ...rest])]
}

/**
 * Makes every server of this thread listen on loopback only, whatever address its code asks for.
 * fauxqs asks for 0.0.0.0 in so many words and kinesis-local for no address at all, which means
 * every interface; neither has an option for it. Call it before either is loaded.
 */
export function listenOnLoopbackOnly(
  onListening: (server: Server) => void = () => undefined,
): void {
  const listen: unknown = Reflect.get(Server.prototype, 'listen')
  if (typeof listen !== 'function') throw new TypeError('net.Server has no listen')
  Reflect.set(Server.prototype, 'listen', function (this: Server, ...args: unknown[]): unknown {
    this.once('listening', () => {
      onListening(this)
    })
    const listening: unknown = Reflect.apply(listen, this, loopbackArguments(args))
    return listening
  })
}
