import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { AppError } from '../lib/app-error.ts'

/** A listing comes from the same machine; one that takes longer is no listing. */
const timeoutMs = 5_000
/** Thousands of messages; more than is shown, and little enough to hold for a moment. */
const maxBytes = 64 * 1024 * 1024

function unreachable(url: URL, cause: unknown): AppError {
  const message = cause instanceof Error ? cause.message : String(cause)
  return new AppError('endpoint-unreachable', `listing: ${message}`, {
    params: { endpoint: url.origin, message },
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
    if (bytes > maxBytes) throw new Error(`more than ${String(maxBytes)} bytes`)
    chunks.push(buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // another kind of server; the caller asks the next way
  }
}

function open(url: URL): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const headers = { accept: 'application/json' }
    const request = send(url, { headers, signal: AbortSignal.timeout(timeoutMs), agent: false })
    request.on('response', resolve)
    request.on('error', reject)
    request.end()
  })
}

/**
 * Asks the emulator of a connection for a path of its own. Redirects are not followed, so nothing but its endpoint is
 * ever asked. Undefined for anything but JSON with status 200.
 * @throws endpoint-unreachable
 */
export async function findEmulatorAnswer(endpoint: string, path: string): Promise<unknown> {
  const url = new URL(path, endpoint)
  try {
    const response = await open(url)
    const text = await readText(response)
    return response.statusCode === 200 ? parseJson(text) : undefined
  } catch (thrown) {
    throw unreachable(url, thrown)
  }
}
