import { once } from 'node:events'
import { Agent, createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { answerError } from './fault-answers.ts'
import { actionOf, forward, write, writeHalf } from './fault-forward.ts'
import type { Call, Reply } from './fault-forward.ts'
import { putEverySecond } from './fault-partly.ts'
import { createFaultRules } from './fault-rules.ts'
import type { Fault, FaultRule, FaultRules, InjectedFault } from './fault-rules.ts'

export interface RecordedRequest {
  readonly action: string
  /** When it arrived, on the clock of `performance.now()`. */
  readonly atMs: number
  /** `passed`: forwarded, and the emulator's own answer given back, whatever it was. */
  readonly outcome: 'passed' | Fault
}

export interface FaultProxy {
  readonly endpoint: string
  readonly requests: readonly RecordedRequest[]
  /** Calls seen so far, of one action or of all. */
  count(action?: string): number
  /** Calls that get no answer now; of `no-reply`, those that the emulator has carried out. */
  waiting(): number
  inject(rule: FaultRule): InjectedFault
  /** Ends every rule and cuts the calls that hang; what was recorded stays. */
  clear(): void
  /** The emulator was started again, and answers elsewhere. */
  retarget(target: string): void
  close(): Promise<void>
}

const nonsense = Buffer.from('<html>502 Bad Gateway</html>')

/** The first of an answer only, since one bad message must cost none of the others. */
function changeFirst(reply: Reply, what: RegExp, to: string): Reply {
  return { ...reply, body: Buffer.from(reply.body.toString().replace(what, to)) }
}

/** A message without its id; records without the iterator that leads on, which only a shard at its end may be. */
const misshapen = /("(?:messageId|NextShardIterator)":)"[^"]*"/i

/** Sends the call on, as it came unless another is given. */
type PassOn = (changed?: Call) => Promise<Reply>

type Answerable = Exclude<Fault, 'hang' | 'no-reply'>

async function fail(call: Call, fault: Answerable, passOn: PassOn): Promise<void> {
  switch (fault) {
    case 'reset':
      call.request.socket.resetAndDestroy()
      return
    case 'lost-reply':
      await passOn()
      call.request.socket.destroy()
      return
    case 'truncated':
      writeHalf(call, await passOn())
      return
    case 'malformed':
      write(call, { ...(await passOn()), body: nonsense })
      return
    case 'wrong-digest':
      write(
        call,
        changeFirst(await passOn(), /("MD5Of(?:Message)?Body":")[0-9a-f]{8}/, '$100000000'),
      )
      return
    case 'misshapen':
      write(call, changeFirst(await passOn(), misshapen, '$1null'))
      return
    case 'updating':
      write(call, changeFirst(await passOn(), /("StreamStatus":)"ACTIVE"/, '$1"UPDATING"'))
      return
    case 'partly':
      write(call, await putEverySecond(call, passOn))
      return
    case 'throttle':
    case 'server-error':
    case 'access-denied':
    case 'expired-token':
    case 'no-such-queue':
    case 'no-such-action':
    case 'expired-iterator':
    case 'no-such-resource':
      answerError(call, fault)
  }
}

/** Listens on a free port of 127.0.0.1. */
async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return `http://127.0.0.1:${String(address.port)}`
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}

interface Upstream {
  target: URL
  readonly agent: Agent
}

interface Exchange {
  readonly rules: FaultRules
  readonly requests: RecordedRequest[]
  readonly hanging: Set<Socket>
  readonly upstream: Upstream
  readonly delayMs: number
}

async function exchange(
  { rules, requests, hanging, upstream, delayMs }: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const atMs = performance.now()
  const body = await buffer(request)
  const call = { request, response, body, action: actionOf(request, body) }
  const fault = rules.take(call.action, body.toString())
  requests.push({ action: call.action, atMs, outcome: fault ?? 'passed' })
  if (delayMs > 0) await pause(delayMs)
  const passOn: PassOn = (changed = call) => forward(changed, upstream)
  if (fault === undefined) write(call, await passOn())
  else if (fault === 'hang') hanging.add(request.socket)
  else if (fault === 'no-reply') {
    await passOn()
    hanging.add(request.socket)
  } else await fail(call, fault, passOn)
}

/**
 * The project's own proxy on 127.0.0.1 in front of an emulator (or of another proxy). `delayMs` is
 * added to every call, to all calls at once, as a network would.
 */
export async function startFaultProxy(options: {
  target: string
  delayMs?: number
}): Promise<FaultProxy> {
  const rules = createFaultRules()
  const requests: RecordedRequest[] = []
  const hanging = new Set<Socket>()
  const upstream: Upstream = {
    target: new URL(options.target),
    agent: new Agent({ keepAlive: true }),
  }
  const wiring = { rules, requests, hanging, upstream, delayMs: options.delayMs ?? 0 }
  const server = createServer((request, response) => {
    // The emulator or the client went away: the caller must see a dead connection, not a wait.
    exchange(wiring, request, response).catch(() => request.socket.destroy())
  })
  function clear(): void {
    rules.clear()
    for (const socket of hanging) socket.destroy()
    hanging.clear()
  }
  return {
    endpoint: await listen(server),
    requests,
    count: (action) => requests.filter((r) => action === undefined || r.action === action).length,
    waiting: () => hanging.size,
    inject: rules.inject,
    clear,
    retarget(target) {
      upstream.target = new URL(target)
    },
    async close() {
      clear()
      await stop(server)
      upstream.agent.destroy()
    },
  }
}
