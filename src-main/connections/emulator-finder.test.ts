import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startLocalSqs } from '../testing/emulators.ts'
import { findEmulators } from './emulator-finder.ts'

/** On a busy machine an answer that is there may take its time. */
const patientMs = 20_000

const open: Server[] = []

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  open.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return address.port
}

/** A port of this machine that nobody listens on any more. */
async function closedPort(): Promise<number> {
  const port = await listen(() => undefined)
  const server = open.pop()
  server?.close()
  if (server !== undefined) await once(server, 'close')
  return port
}

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
})

const answers = (body: string, status = 200): RequestListener => {
  return (_request, response) => {
    response.writeHead(status).end(body)
  }
}

describe('looking for emulators', () => {
  it('finds one that is really there', async () => {
    const emulator = await startLocalSqs()
    const port = Number(new URL(emulator.endpoint).port)
    expect(await findEmulators([port], patientMs)).toEqual([{ endpoint: emulator.endpoint, port }])
    await emulator.close()
  })

  it.each([
    ['a list', '{"QueueUrls":["http://sqs/000/a"]}', 200],
    ['an empty list', '{}', 200],
    ['an AWS error', '{"__type":"com.amazonaws.sqs#InvalidAction"}', 400],
  ])('takes %s for one', async (_what, body, status) => {
    const port = await listen(answers(body, status))
    expect(await findEmulators([port], patientMs)).toEqual([
      { endpoint: `http://127.0.0.1:${String(port)}`, port },
    ])
  })

  it.each([
    ['a page', '<html>{}</html>', 200],
    ['a page about SQS', '<html><title>QueueUrls of this server</title></html>', 200],
    ['another service', '{"status":"ok"}', 200],
    ['nothing', '', 200],
    ['an error page', 'not found', 404],
  ])('takes %s for something else', async (_what, body, status) => {
    expect(await findEmulators([await listen(answers(body, status))])).toEqual([])
  })

  it('follows no redirect', async () => {
    const elsewhere = vi.fn(answers('{}'))
    const target = `http://127.0.0.1:${String(await listen(elsewhere))}/`
    const port = await listen((_request, response) => {
      response.writeHead(307, { location: target }).end()
    })
    expect(await findEmulators([port])).toEqual([])
    expect(elsewhere).not.toHaveBeenCalled()
  })

  it('gives up on who never answers, and on who never ends, and on who is not there', async () => {
    const silent = await listen(() => undefined)
    const endless = await listen((_request, response) => {
      response.writeHead(200).write('{"QueueUrls":')
    })
    expect(await findEmulators([silent, endless, await closedPort()])).toEqual([])
  })

  it('asks all at once and names those that answered by port', async () => {
    const waiting: (() => void)[] = []
    const listener: RequestListener = (_request, response) => {
      waiting.push(() => response.end('{}'))
      // No one is answered before all have asked: one after the other would find nobody.
      if (waiting.length === 3) for (const answer of waiting) answer()
    }
    const ports = [await listen(listener), await listen(listener), await listen(listener)]
    const found = await findEmulators(ports)
    expect(found.map(({ port }) => port)).toEqual(ports.toSorted((a, b) => a - b))
  })

  it('asks for a list of one, with no key that is worth anything', async () => {
    const asked: string[] = []
    const port = await listen((request, response) => {
      asked.push(
        String(request.method),
        String(request.headers['x-amz-target']),
        String(request.headers.authorization),
      )
      request.resume()
      response.end('{}')
    })
    await findEmulators([port])
    expect(asked.slice(0, 2)).toEqual(['POST', 'AmazonSQS.ListQueues'])
    expect(asked[2]).toContain('Credential=weir/')
  })
})
