import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { AppError } from '../lib/app-error.ts'

/** A listing comes from the same machine; one that takes longer is no listing. */
const timeoutMs = 5_000
/** Thousands of messages; more than is shown, and little enough to hold for a moment. */
const maxBytes = 64 * 1024 * 1024

/** How far a call had come when it failed. */
interface Progress {
  url: URL
  signal: AbortSignal
  isAnswered: boolean
}

function failureOf(cause: unknown, { url, signal, isAnswered }: Progress): AppError {
  const message = cause instanceof Error ? cause.message : String(cause)
  // An answer that is too large for a listing is a whole one.
  const isDamaged = isAnswered && !(cause instanceof RangeError)
  const code = signal.aborted ? 'timed-out' : isDamaged ? 'answer-damaged' : 'endpoint-unreachable'
  const damage = cause instanceof SyntaxError ? 'unreadable' : 'cut'
  return new AppError(code, `listing: ${message}`, {
    params: { endpoint: url.origin, message, ...(code === 'answer-damaged' ? { damage } : {}) },
    retryable: true,
    cause,
  })
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    // Without an encoding a response gives buffers.
    const buffer = chunk as Buffer
    bytes += buffer.length
    if (bytes > maxBytes) throw new RangeError(`more than ${String(maxBytes)} bytes`)
    chunks.push(buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** @throws SyntaxError when it says that it is JSON and is not */
function parseJson(text: string, contentType = ''): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (/\bjson\b/i.test(contentType)) throw error
    return undefined // another kind of server; the caller asks the next way
  }
}

function open(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const headers = { accept: 'application/json' }
    const request = send(url, { headers, signal, agent: false })
    request.on('response', resolve)
    request.on('error', reject)
    request.end()
  })
}

/**
 * Asks the emulator of a connection for a path of its own. Redirects are not followed, so nothing but its endpoint is
 * ever asked. Undefined for anything but JSON with status 200.
 * @throws endpoint-unreachable, timed-out, answer-damaged
 */
export async function findEmulatorAnswer(endpoint: string, path: string): Promise<unknown> {
  const url = new URL(path, endpoint)
  const progress = { url, signal: AbortSignal.timeout(timeoutMs), isAnswered: false }
  try {
    const response = await open(url, progress.signal)
    progress.isAnswered = true
    const text = await readText(response)
    if (response.statusCode !== 200) return undefined
    return parseJson(text, response.headers['content-type'])
  } catch (thrown) {
    throw failureOf(thrown, progress)
  }
}
