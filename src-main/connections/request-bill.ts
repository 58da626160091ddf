import type { PriceId } from '#contract'

/** What one request costs: how often which price. Nothing where AWS asks nothing (STS). */
export interface Bill {
  price: PriceId
  requests: number
}

/** Each 64 KiB of payload, sent or returned, is a request of its own (see the price table's source). */
const chunkBytes = 64 * 1024

interface Headers {
  headers?: Record<string, string | undefined>
}

function lengthOf(message: unknown): number {
  // The SDK types requests and responses as unknown at this step; over HTTP both have headers.
  const { headers = {} } = (message ?? {}) as Headers
  return Number(headers['content-length'] ?? 0) || 0
}

function chunksOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / chunkBytes))
}

function isFifo(input: object): boolean {
  const queueUrl: unknown = Reflect.get(input, 'QueueUrl')
  return typeof queueUrl === 'string' && queueUrl.endsWith('.fifo')
}

/** The price of one request, by service, queue type and the larger of what went out and what came back. */
export function billOf(
  service: string,
  sent: { input: object; request: unknown },
  response: unknown,
): Bill | undefined {
  // Deliveries to queues cost nothing; what is published counts by its size, what comes back does not.
  if (service === 'sns')
    return { price: 'sns.requests', requests: chunksOf(lengthOf(sent.request)) }
  if (service !== 'sqs') return undefined
  const bytes = Math.max(lengthOf(sent.request), lengthOf(response))
  return {
    price: isFifo(sent.input) ? 'sqs.fifo' : 'sqs.standard',
    requests: chunksOf(bytes),
  }
}
