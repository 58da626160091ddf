import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { findAwsAnswer } from './fake-aws-answers.ts'
import type { AskedAws, AwsAnswer } from './fake-aws-answers.ts'

export interface FakeAws {
  /** What was asked, in order. */
  readonly asked: AskedAws[]
  /** The authority that vouches for it; nothing believes it without. */
  readonly caFile: string
  /** For the environment of what is to ask it: every name of AWS then leads here. */
  readonly proxyUrl: string
  /** Without the proxy: TLS on this machine. */
  readonly endpoint: string
  /** Answers an action so from now on; undefined as usual again. */
  answer(action: string, answer: ((asked: AskedAws) => AwsAnswer) | undefined): void
  close(): Promise<void>
}

const pathOf = (name: string): string =>
  fileURLToPath(new URL(`./certificate/${name}`, import.meta.url))

const portOf = (server: Server): number => (server.address() as AddressInfo).port // it listens on TCP

async function readAsked(request: IncomingMessage): Promise<AskedAws> {
  const host = request.headers.host ?? ''
  const url = new URL(request.url ?? '/', `https://${host}`)
  const body = new URLSearchParams(await text(request))
  // The query services name the action in the body, JSON ones in a header, the others in the path.
  const target = request.headers['x-amz-target']
  const action = body.get('Action') ?? (typeof target === 'string' ? target : url.pathname)
  const fields = Object.fromEntries([...url.searchParams, ...body])
  return { host, action, fields, headers: request.headers }
}

async function listen(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
}

/** STS, SSO and sign-in behind a proxy of their own: the way, the names and the TLS are those of real calls. */
export async function startFakeAws(): Promise<FakeAws> {
  const asked: AskedAws[] = []
  const answers = new Map<string, (asked: AskedAws) => AwsAnswer>()
  const files = {
    cert: readFileSync(pathOf('test-only-aws-cert.pem')),
    key: readFileSync(pathOf('test-only-aws-key.pem')),
  }
  const service = createTlsServer(files, (request, response) => {
    void readAsked(request).then((one) => {
      asked.push(one)
      const { status, type, body } = (answers.get(one.action) ?? findAwsAnswer)(one)
      response.writeHead(status, { 'content-type': type }).end(body)
    })
  })
  const sockets = new Set<Duplex>()
  const proxy = createServer()
  proxy.on('connect', (_request, socket) => {
    const upstream = connect(portOf(service), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
    for (const each of [upstream, socket]) sockets.add(each)
  })
  await Promise.all([listen(service), listen(proxy)])
  return {
    asked,
    caFile: pathOf('test-only-ca.pem'),
    proxyUrl: `http://127.0.0.1:${String(portOf(proxy))}`,
    endpoint: `https://127.0.0.1:${String(portOf(service))}`,
    answer: (action, answer) => {
      if (answer === undefined) answers.delete(action)
      else answers.set(action, answer)
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      const closed = [service, proxy].map((server) => once(server, 'close'))
      for (const server of [service, proxy]) {
        server.close()
        server.closeAllConnections()
      }
      await Promise.all(closed)
    },
  }
}
