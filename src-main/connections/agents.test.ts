import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { HttpRequest } from '@smithy/core/protocols'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFakeAws } from '../testing/fake-aws.ts'
import { agentOptions } from './agents.ts'

const pathOf = (name: string): string =>
  fileURLToPath(new URL(`../testing/certificate/${name}`, import.meta.url))
const certificate = pathOf('test-only-cert.pem')
const files = { cert: readFileSync(certificate), key: readFileSync(pathOf('test-only-key.pem')) }

let target: Server
let proxy: Server
/** What the proxy was asked to reach. */
let tunnels: string[]
let sockets: Set<Socket>

const portOf = (server: Server): number => (server.address() as AddressInfo).port // they listen on TCP

beforeEach(async () => {
  tunnels = []
  sockets = new Set()
  target = createTlsServer(files, (_request, response) => response.end('{}'))
  proxy = createServer()
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '')
    // `weir.test` is known to this proxy alone.
    const upstream = connect(portOf(target), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    sockets.add(upstream)
  })
  for (const server of [target, proxy]) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  }
})
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  for (const server of [target, proxy]) {
    server.closeAllConnections()
    server.close()
  }
})

async function ask(url: string, environment: NodeJS.ProcessEnv, caFile?: string) {
  const endpoint = undefined
  const { hostname, port } = new URL(url)
  const handler = new NodeHttpHandler(agentOptions({ endpoint, caFile }, environment))
  const request = new HttpRequest({ protocol: 'https:', hostname, port: Number(port), path: '/' })
  try {
    return (await handler.handle(request)).response.statusCode
  } finally {
    handler.destroy()
  }
}

const viaProxy = () => ({
  HTTPS_PROXY: `http://127.0.0.1:${String(portOf(proxy))}`,
  AWS_CA_BUNDLE: certificate,
})
const somewhere = () => `https://weir.test:${String(portOf(target))}`
const here = () => `https://127.0.0.1:${String(portOf(target))}`

describe('calls to another machine', () => {
  it('go through the proxy of the environment, also where it is in small letters', async () => {
    expect(await ask(somewhere(), viaProxy())).toBe(200)
    const { HTTPS_PROXY: https_proxy, AWS_CA_BUNDLE } = viaProxy()
    expect(await ask(somewhere(), { https_proxy, AWS_CA_BUNDLE })).toBe(200)
    expect(tunnels).toEqual(Array(2).fill(new URL(somewhere()).host))
  })

  it('go past it where NO_PROXY names them', async () => {
    expect(await ask(here(), { ...viaProxy(), NO_PROXY: '127.0.0.1' })).toBe(200)
    expect(tunnels).toEqual([])
  })

  it('trust the file that AWS_CA_BUNDLE names, and without it not', async () => {
    expect(await ask(here(), { AWS_CA_BUNDLE: certificate })).toBe(200)
    await expect(ask(here(), {})).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  })

  it('trust a connection’s own file beside that one, and only for that connection', async () => {
    const stranger = pathOf('test-only-ca.pem')
    expect(await ask(here(), {}, certificate)).toBe(200)
    expect(await ask(here(), { AWS_CA_BUNDLE: stranger }, certificate)).toBe(200)
    expect(await ask(here(), { AWS_CA_BUNDLE: certificate }, stranger)).toBe(200)
    await expect(ask(here(), {}, stranger)).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    })
    await expect(ask(here(), {})).rejects.toThrow()
  })

  it('are not made when that file cannot be read, and the error names it', () => {
    expect(() => agentOptions({ endpoint: undefined }, { AWS_CA_BUNDLE: '/none/ca.pem' })).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        params: { field: 'AWS_CA_BUNDLE', reason: 'ca-unreadable', path: '/none/ca.pem' },
      }),
    )
  })
})

it.each(['http://127.0.0.1:4566', 'http://localhost:4566', 'https://[::1]:4566'])(
  'calls to this machine go to it directly, whatever the environment says: %s',
  (endpoint) => {
    const { httpAgent, httpsAgent } = agentOptions(
      { endpoint },
      {
        ...viaProxy(),
        HTTP_PROXY: 'http://127.0.0.1:9',
        AWS_CA_BUNDLE: '/none/ca.pem',
      },
    )
    expect(httpAgent).toEqual({ maxSockets: 64, keepAlive: true })
    expect(httpsAgent).toEqual(httpAgent)
  },
)

it('a connection to this machine believes its own CA file, and takes no proxy for that', async () => {
  const fake = await startFakeAws()
  const { endpoint, caFile } = fake
  const askFake = async (file: string | undefined): Promise<number> => {
    const handler = new NodeHttpHandler(agentOptions({ endpoint, caFile: file }, viaProxy()))
    const { hostname, port } = new URL(endpoint)
    const request = new HttpRequest({ protocol: 'https:', hostname, port: Number(port) })
    try {
      return (await handler.handle(request)).response.statusCode
    } finally {
      handler.destroy()
    }
  }
  try {
    expect(await askFake(caFile)).toBe(400)
    await expect(askFake(undefined)).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    })
    expect(tunnels).toEqual([])
  } finally {
    await fake.close()
  }
})
