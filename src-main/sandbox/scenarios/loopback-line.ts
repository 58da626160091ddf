import { Agent, createServer, request } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { CallEnd, DirectLine, Serve } from './scenario-ports.ts'

const statusOf = { done: 200, busy: 503, failed: 500 } as const
const endOf: Readonly<Record<number, CallEnd>> = { 200: 'done', 503: 'refused' }

async function answer(serve: Serve, asked: IncomingMessage, answered: ServerResponse) {
  const id = decodeURIComponent((asked.url ?? '').slice(1))
  const outcome = await serve(id, () => answered.destroyed)
  answered.writeHead(statusOf[outcome]).end()
}

async function listen(serve: Serve, port: number): Promise<Server> {
  const server = createServer((asked, answered) => {
    void answer(serve, asked, answered)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** Two services of this process that speak real HTTP over the loopback. */
export function openLoopbackLine(): DirectLine & { end(): Promise<void> } {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  let server: Server | undefined
  // Nothing listens on port 1: a service that never ran refuses like one that was stopped.
  let port = 1

  async function shut(): Promise<void> {
    const ending = server
    server = undefined
    if (ending === undefined) return
    const closed = once(ending, 'close')
    ending.close()
    ending.closeAllConnections()
    await closed
  }
  function call(id: string, timeoutMs: number): Promise<CallEnd> {
    return new Promise((resolve) => {
      const path = `/${encodeURIComponent(id)}`
      const signal = AbortSignal.timeout(timeoutMs)
      const asked = request({ host: '127.0.0.1', port, path, method: 'POST', agent, signal })
      asked.once('response', (response) => {
        response.resume()
        resolve(endOf[response.statusCode ?? 0] ?? 'failed')
      })
      asked.on('error', () => {
        resolve(signal.aborted ? 'timed-out' : 'refused')
      })
      asked.end()
    })
  }
  return {
    call,
    shut,
    async open(serve) {
      await shut()
      server = await listen(serve, port === 1 ? 0 : port)
      // A server that listens on TCP has an address with a port.
      port = (server.address() as AddressInfo).port
    },
    async end() {
      await shut()
      agent.destroy()
    },
  }
}
