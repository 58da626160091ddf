import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import type { MessagePort as NodePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectionSchema } from '#contract'
import type { Contract, SandboxState } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { describeError } from '../lib/log.ts'
import type { Log } from '../lib/log.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { Confirmations } from './confirmations.ts'
import { Guard } from './guard.ts'
import type { Handlers } from './handlers.ts'
import { listProcedures } from './meta.ts'
import { buildRouter } from './router.ts'
import { servePort } from './serve-port.ts'
import type { Port } from './serve-port.ts'

let lines: { event: string; error?: string; facts?: unknown }[]
let unhandled: unknown[]
let ports: NodePort[]
const onUnhandled = (reason: unknown): void => {
  unhandled.push(reason)
}
beforeEach(() => {
  lines = []
  unhandled = []
  ports = []
  process.on('unhandledRejection', onUnhandled)
})
afterEach(async () => {
  for (const port of ports) port.close()
  await turn()
  process.off('unhandledRejection', onUnhandled)
  expect(unhandled).toEqual([])
})

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const log: Log = {
  info: (event, facts) => lines.push({ event, facts }),
  warn: (event, facts) => lines.push({ event, facts }),
  error: (event, error, facts) => lines.push({ event, error: describeError(error), facts }),
}

/** Every handler of the contract, none of which may be called, but for those given. */
function handlersWith(some: Partial<Handlers>): Handlers {
  const none = (): never => {
    throw new Error('not in this test')
  }
  const all = Object.fromEntries(listProcedures().map(({ name }) => [name, none]))
  return { ...all, ...some } as Handlers // every name of the contract is in it, by the list that the router walks
}

const sandbox = connectionSchema.parse({
  id: 'sandbox',
  name: 'Sandbox',
  target: { kind: 'sandbox' },
  region: 'us-east-1',
  environment: 'local',
  guard: 'read-only',
})

function toPort(port: NodePort): Port {
  return {
    post: (message) => {
      port.postMessage(message)
    },
    onMessage: (listener) => port.on('message', listener),
    onClose: (listener) => port.on('close', listener),
    close: () => {
      port.close()
    },
  }
}

function serve(some: Partial<Handlers> = {}, checkAnswers = true) {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  const router = buildRouter({
    handlers: handlersWith(some),
    guard: new Guard(() => sandbox, new Confirmations(createSteppedClock())),
    journal: { begin: () => Promise.resolve(1), end: () => Promise.resolve() },
    getConnection: () => sandbox,
    findIdentity: () => undefined,
    log,
    checkAnswers,
  })
  servePort(toPort(port1), router, log)
  const link = new RPCLink({ port: port2 })
  return { client: createORPCClient<ContractRouterClient<Contract>>(link), rawPort: port2 }
}

const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  )

const settings = { theme: 'dark', language: 'ko' } as const

describe('a call', () => {
  it('is answered', async () => {
    const { client } = serve({ 'settings.get': () => settings })
    expect(await client.settings.get({})).toEqual(settings)
    expect(lines).toEqual([])
  })

  it('that fails in a declared way arrives with its facts, and is not logged', async () => {
    const { client } = serve({
      'settings.get': () => {
        throw new AppError('throttled', 'for the log', { params: { action: 'x' }, retryable: true })
      },
    })
    expect(await failureOf(client.settings.get({}))).toMatchObject({
      defined: true,
      code: 'throttled',
      data: { params: { action: 'x' }, retryable: true, effectUnknown: false },
    })
    expect(lines).toEqual([])
  })

  it('that fails unexpectedly gets a reference, under which the log has its stack and cause', async () => {
    const { client } = serve({
      'settings.get': () => Promise.reject(new TypeError('oops', { cause: new Error('why') })),
    })
    const failure = await failureOf(client.settings.get({}))
    expect(failure).toMatchObject({
      defined: true,
      code: 'unexpected',
      data: { reference: expect.stringMatching(/^[0-9A-Z]{6}$/) as string }, // a matcher stands in for the text
    })
    expect(JSON.stringify(failure)).not.toMatch(/oops|why|serve-port/)
    expect(lines).toMatchObject([{ event: 'operation.unexpected' }])
    expect(lines[0]?.facts).toEqual({
      where: 'settings.get',
      reference: Reflect.get(Object(Reflect.get(Object(failure), 'data')), 'reference') as unknown, // any value
    })
    expect(lines[0]?.error).toMatch(/oops[^]*at [^]*serve-port\.test\.ts[^]*why/)
  })

  it.each([
    ['a wrong value', { theme: 'pink' }],
    ['a number', 7],
    ['nothing', undefined],
  ])('with %s for input does not reach its handler', async (_what, input) => {
    const handler = vi.fn(() => settings)
    const { client } = serve({ 'settings.update': handler })
    // What a page without types might send.
    const failure = await failureOf(client.settings.update(input as unknown as typeof settings))
    expect(failure).toMatchObject({ defined: true, code: 'invalid-input' })
    expect(handler).not.toHaveBeenCalled()
  })

  it('of a name that is not there is an error too', async () => {
    const { client } = serve()
    const missing = Reflect.get(client.settings, 'purge') as (input: unknown) => Promise<unknown> // the client makes any name
    expect(await failureOf(missing({}))).toBeInstanceOf(Error)
  })

  it('is held back by the guard before its handler', async () => {
    const handler = vi.fn(() => ({ messageId: 'x' }))
    const { client } = serve({ 'messages.send': handler })
    const input = { connectionId: 'sandbox', queueUrl: 'http://x/1/orders', body: 'x' }
    expect(await failureOf(client.messages.send(input))).toMatchObject({
      code: 'guarded',
      data: { refusal: { reason: 'level', needs: 'confirm' } },
    })
    expect(handler).not.toHaveBeenCalled()
  })
})

describe('an answer that violates its schema', () => {
  const wrong = { theme: 'pink', language: 'ko' } as unknown as typeof settings // a handler's mistake

  it('is caught and logged when answers are checked', async () => {
    const { client } = serve({ 'settings.get': () => wrong })
    expect(await failureOf(client.settings.get({}))).toMatchObject({
      defined: true,
      code: 'unexpected',
    })
    expect(lines).toMatchObject([{ event: 'operation.unexpected' }])
    expect(lines[0]?.error).toContain('theme')
  })

  it('goes out when they are not', async () => {
    const { client } = serve({ 'settings.get': () => wrong }, false)
    expect(await client.settings.get({})).toEqual(wrong)
  })
})

/** The window's side of a feed: opens it with one credit and grants no more. */
async function* openWith(credit: number): AsyncGenerator<{ open: object; credit: number }, void> {
  yield { open: {}, credit }
  await new Promise<never>(() => undefined) // a window that is there and says no more
}

const ready: SandboxState = { state: 'ready', restarts: 0 }

describe('a feed', () => {
  it('gives an item for each credit and ends with the port', async () => {
    const ended = vi.fn()
    const { client, rawPort } = serve({
      'sandbox.watch': async function* (_params, feed) {
        for (let given = 0; await feed.demand(); given += 1) yield { ...ready, restarts: given }
        ended(feed.signal.aborted)
      },
    })
    const items = await client.sandbox.watch(openWith(2))
    expect(await items.next()).toEqual({ done: false, value: ready })
    expect(await items.next()).toEqual({ done: false, value: { ...ready, restarts: 1 } })
    expect(ended).not.toHaveBeenCalled()
    rawPort.close()
    await vi.waitFor(() => {
      expect(ended).toHaveBeenCalledWith(true)
    }, 10_000)
  })

  it('ends when the window lets go of it', async () => {
    const ended = vi.fn()
    const { client } = serve({
      'sandbox.watch': async function* (_params, feed) {
        while (await feed.demand()) yield ready
        ended()
      },
    })
    const items = await client.sandbox.watch(openWith(1))
    await items.next()
    await items.return?.()
    await vi.waitFor(() => {
      expect(ended).toHaveBeenCalledTimes(1)
    }, 10_000)
  })

  it('that fails in a declared way arrives with its facts after its items', async () => {
    const { client } = serve({
      'sandbox.watch': async function* () {
        yield ready
        throw new AppError('not-found', 'gone', { params: { kind: 'connection' } })
      },
    })
    const items = await client.sandbox.watch(openWith(1))
    await items.next()
    expect(await failureOf(items.next())).toMatchObject({
      defined: true,
      code: 'not-found',
      data: { params: { kind: 'connection' } },
    })
  })

  it('that fails unexpectedly gets a reference and a line in the log', async () => {
    const { client } = serve({
      // eslint-disable-next-line require-yield -- it fails before its first item
      'sandbox.watch': async function* () {
        throw new TypeError('oops')
      },
    })
    const items = await client.sandbox.watch(openWith(1))
    expect(await failureOf(items.next())).toMatchObject({ defined: true, code: 'unexpected' })
    expect(lines).toMatchObject([{ event: 'operation.unexpected' }])
  })

  it('with an item that violates its schema fails in a declared way and is logged', async () => {
    const { client } = serve({
      'sandbox.watch': async function* () {
        yield { state: 'dancing' } as unknown as SandboxState // a handler's mistake
      },
    })
    const items = await client.sandbox.watch(openWith(1))
    expect(await failureOf(items.next())).toMatchObject({ defined: true, code: 'unexpected' })
    expect(lines).toMatchObject([{ event: 'operation.unexpected' }])
  })

  it('that does not begin with its parameters is refused', async () => {
    const { client } = serve()
    async function* wrong() {
      yield { credit: 1 }
    }
    const items = await client.sandbox.watch(wrong())
    expect(await failureOf(items.next())).toMatchObject({ defined: true, code: 'invalid-input' })
  })

  it.each([{ open: { connectionId: 7 }, credit: 1 }, { open: {}, credit: -1 }, 'open'])(
    'that begins with %j is refused, and is nothing for the log',
    async (first) => {
      const { client } = serve()
      async function* wrong() {
        yield first as { open: { connectionId: string }; credit: number } // what a page without types might send
      }
      const items = await client.connections.watch(wrong())
      expect(await failureOf(items.next())).toMatchObject({ defined: true, code: 'invalid-input' })
      expect(lines).toEqual([])
    },
  )
})

describe('a frame that is no message', () => {
  async function send(frame: unknown): Promise<void> {
    const { rawPort } = serve()
    const closed = once(rawPort, 'close')
    rawPort.postMessage(frame)
    await closed
    await turn()
  }

  it.each([
    ['a number', 7],
    ['nothing', undefined],
    ['null', null],
    ['an object', { i: '1', p: {} }],
    ['a list', [1, 2]],
    ['an empty text', ''],
    ['an open bracket', '{'],
    ['an empty list', '[]'],
    ['an empty object', '{}'],
    ['JSON null', 'null'],
    ['a request without a path', '{"i":"1","p":{}}'],
    ['a path that is none', '{"i":"1","p":{"u":7}}'],
    ['a request that was cut', '{"i":"1","p":{"u":"/settings/get","b":{"json"'],
    ['an event of nothing', '{"i":"1","t":3}'],
    ['binary noise', new Uint8Array([0, 1, 2, 254, 255, 3])],
    ['no bytes', new Uint8Array()],
  ])('(%s) is logged and closes the port', async (_what, frame) => {
    await send(frame)
    expect(lines).toMatchObject([{ event: 'port.malformed-frame' }])
  })

  it('ends the feeds of its port', async () => {
    const ended = vi.fn()
    const { client, rawPort } = serve({
      'sandbox.watch': async function* (_params, feed) {
        while (await feed.demand()) yield ready
        ended()
      },
    })
    await (await client.sandbox.watch(openWith(1))).next()
    rawPort.postMessage('{')
    await vi.waitFor(() => {
      expect(ended).toHaveBeenCalledTimes(1)
    }, 10_000)
  })

  it('never becomes an unhandled rejection, whatever it is', async () => {
    const unit = fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code))
    const text = fc.oneof(fc.string({ unit }), fc.json(), requestLike())
    const frame = fc.oneof(text, fc.uint8Array({ maxLength: 64 }), fc.jsonValue())
    await fc.assert(
      fc.asyncProperty(frame, async (each) => {
        const { rawPort } = serve({ 'settings.get': () => settings })
        rawPort.postMessage(each)
        // The answer to what was a message after all, or the end of the port.
        await Promise.race([once(rawPort, 'message'), once(rawPort, 'close'), turn().then(turn)])
        rawPort.close()
        await turn()
        expect(unhandled).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  /** Requests of the right shape with wrong things in them. */
  function requestLike() {
    const path = fc.constantFrom(
      '/settings/get',
      '/__proto__/x',
      '/sandbox/watch',
      '//',
      '/a%',
      'x:',
    )
    const header = fc.dictionary(
      fc.constantFrom('content-type', 'content-disposition', 'x'),
      fc.oneof(
        fc.constantFrom('text/event-stream', 'multipart/form-data', 'attachment; filename=x'),
        fc.jsonValue(),
      ),
    )
    const payload = fc.record(
      { u: path, m: fc.constantFrom('GET', 'POST', 'x'), h: header, b: fc.jsonValue() },
      { requiredKeys: ['u'] },
    )
    const type = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined })
    const id = fc.oneof(fc.string(), fc.jsonValue())
    return fc.record({ i: id, t: type, p: payload }).map((request) => JSON.stringify(request))
  }
})

it('goes on with other calls when an answer cannot be sent', async () => {
  const unsendable = { ...settings, language: Symbol('x') } as unknown as typeof settings // a handler's mistake
  let wrong = true
  const { client } = serve({ 'settings.get': () => (wrong ? unsendable : settings) }, false)
  void failureOf(client.settings.get({}))
  await turn()
  wrong = false
  expect(await client.settings.get({})).toEqual(settings)
})
