import { readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { once } from 'node:events'
import { HttpRequest } from '@smithy/core/protocols'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { afterEach, expect, it } from 'vitest'
import { wasNeverSent } from '../lib/never-sent.ts'
import { watchedAgents } from './watched-agents.ts'

const certificate = (name: string) =>
  readFileSync(new URL(`../testing/certificate/test-only-${name}.pem`, import.meta.url))
const tls = { cert: certificate('cert'), key: certificate('key') }

let server: Server | undefined
const sockets = new Set<Socket>()
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  if (server?.listening !== true) return
  server.close()
  await once(server, 'close')
})

async function listen(on: Server): Promise<number> {
  server = on
  on.on('connection', (socket: Socket) => sockets.add(socket))
  on.listen(0, '127.0.0.1')
  await once(on, 'listening')
  const address = on.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** How a call to it fails, through the SDK's own handler. */
async function failureAt(protocol: 'http:' | 'https:', port: number): Promise<Error> {
  const ca = certificate('cert').toString()
  const handler = new NodeHttpHandler(watchedAgents({ httpAgent: {}, httpsAgent: { ca } }))
  const request = new HttpRequest({ protocol, hostname: '127.0.0.1', port, path: '/' })
  const thrown: unknown = await handler.handle(request).catch((error: unknown) => error)
  handler.destroy()
  if (thrown instanceof Error) return thrown
  throw new Error('it was answered')
}

const hangUp = () =>
  createServer((socket) => socket.on('error', () => undefined).once('data', () => socket.end()))
const resetOnRequest = () => createHttpServer(({ socket }) => socket.resetAndDestroy())
const resetOnTlsRequest = () => createHttpsServer(tls, ({ socket }) => socket.destroy())

it.each([
  ['https:', 'hangs up while TLS is agreed on', hangUp],
  ['https:', 'speaks plain http', () => createHttpServer()],
] as const)('%s to what %s: nothing was sent', async (protocol, _what, make) => {
  expect(wasNeverSent(await failureAt(protocol, await listen(make())))).toBe(true)
})

it.each(['http:', 'https:'] as const)(
  '%s to where nobody is: nothing was sent',
  async (protocol) => {
    const port = await listen(createServer())
    server?.close()
    expect(wasNeverSent(await failureAt(protocol, port))).toBe(true)
  },
)

it.each([
  ['http:', resetOnRequest],
  ['https:', resetOnTlsRequest],
] as const)('%s to what takes the request and resets: nobody knows', async (protocol, make) => {
  expect(wasNeverSent(await failureAt(protocol, await listen(make())))).toBe(false)
})
