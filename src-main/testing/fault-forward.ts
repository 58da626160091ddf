import { request as httpRequest } from 'node:http'
import type {
  Agent,
  IncomingHttpHeaders,
  IncomingMessage,
  OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http'
import { buffer } from 'node:stream/consumers'

/** One call, read to its end. */
export interface Call {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly body: Buffer
  readonly action: string
}

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** The API action, from the JSON protocol's header or the query protocol's field. */
export function actionOf(request: IncomingMessage, body: Buffer): string {
  const target = request.headers['x-amz-target']
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1)
  const inQuery = new URL(request.url ?? '/', 'http://proxy').searchParams.get('Action')
  const isForm = String(request.headers['content-type']).includes('x-www-form-urlencoded')
  const inForm = isForm ? new URLSearchParams(body.toString()).get('Action') : undefined
  // Anything else (an emulator's own listing) is named by its path.
  return inQuery ?? inForm ?? request.url?.split('?')[0] ?? ''
}

/** A body that a fault has changed has another length; one that was sent in pieces says none. */
function headersTo({ request, body }: Call, target: URL): OutgoingHttpHeaders {
  const { 'content-length': length, ...headers } = request.headers
  const said = length === undefined ? {} : { 'content-length': body.length }
  return { ...headers, ...said, host: target.host }
}

/** Sends the call on and reads the whole answer. */
export async function forward(call: Call, upstream: { target: URL; agent: Agent }): Promise<Reply> {
  const outgoing = httpRequest(new URL(call.request.url ?? '/', upstream.target), {
    agent: upstream.agent,
    method: call.request.method,
    headers: headersTo(call, upstream.target),
  })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject)
  })
  outgoing.end(call.body)
  const answer = await answered
  return {
    status: answer.statusCode ?? 502,
    headers: answer.headers,
    body: await buffer(answer),
  }
}

/** Framing belongs to one connection: it is said anew, the other headers pass through. */
function headersOf(reply: Reply): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { ...reply.headers }
  for (const hop of ['transfer-encoding', 'connection', 'keep-alive']) delete headers[hop]
  return { ...headers, 'content-length': reply.body.length }
}

export function write(call: Call, reply: Reply): void {
  call.response.writeHead(reply.status, headersOf(reply))
  call.response.end(reply.body)
}

/** Says the full length, writes half of it and cuts the connection. */
export function writeHalf(call: Call, reply: Reply): void {
  call.response.writeHead(reply.status, headersOf(reply))
  const half = reply.body.subarray(0, Math.floor(reply.body.length / 2))
  // Cut only once the half is out, or the client would see a plain reset.
  call.response.write(half, () => call.response.destroy())
}
