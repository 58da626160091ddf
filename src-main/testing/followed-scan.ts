import { SendMessageBatchCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { CaptureId, InputOf, QueueUrl, ScanId, ScanProgress } from '#contract'
import { concurrently } from '../polling/concurrently.ts'
import { tokenOfRefusal } from './confirmation-token.ts'
import type { WeirClient } from './composed-weir.ts'

const connectionId = 'sandbox'
const entriesAtATime = 500

export type ScanWish = Omit<InputOf<'scans.start'>, 'connectionId' | 'queueUrl' | 'name'>

interface Grouped {
  body: string
  groupId: string
}

export function grouped(bodies: readonly string[], groupOf: (body: string) => string): Grouped[] {
  return bodies.map((body) => ({ body, groupId: groupOf(body) }))
}

function toEntry(message: string | Grouped, index: number) {
  const Id = String(index)
  if (typeof message === 'string') return { Id, MessageBody: message }
  const { body, groupId } = message
  return { Id, MessageBody: body, MessageGroupId: groupId, MessageDeduplicationId: body }
}

/** Sends messages by the emulator's own client; those of groups in their order. */
export async function fillQueue(
  sqs: SQSClient,
  queueUrl: QueueUrl,
  messages: readonly (string | Grouped)[],
): Promise<void> {
  const batches: (string | Grouped)[][] = []
  for (let at = 0; at < messages.length; at += 10) batches.push(messages.slice(at, at + 10))
  const keepsOrder = typeof messages[0] !== 'string'
  await concurrently(batches, keepsOrder ? 1 : 8, async (batch) => {
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: batch.map(toEntry) }))
  })
}

export function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `m-${String(index).padStart(6, '0')}`)
}

/** Follows a scan as its page does until `isDone` holds; leaves the page after that. */
export async function followScan(
  client: WeirClient,
  queueUrl: QueueUrl,
  isDone: (progress: ScanProgress) => boolean,
): Promise<ScanProgress> {
  let grant = Promise.withResolvers<undefined>()
  async function* demand() {
    yield { open: { connectionId, queueUrl }, credit: 1 }
    for (;;) {
      await grant.promise
      grant = Promise.withResolvers<undefined>()
      yield { credit: 1 }
    }
  }
  for await (const { scans } of await client.scans.watch(demand())) {
    const [newest] = scans
    if (newest !== undefined && isDone(newest)) return newest
    grant.resolve(undefined)
  }
  throw new Error('the feed ended before the scan')
}

export function endOfScan(client: WeirClient, queueUrl: QueueUrl): Promise<ScanProgress> {
  return followScan(client, queueUrl, ({ state }) => state === 'ended')
}

interface Begun {
  scanId: ScanId
  captureId: CaptureId
}

export function startScan(
  client: WeirClient,
  queueUrl: QueueUrl,
  wish: ScanWish = { plan: {} },
): Promise<Begun> {
  return client.scans.start({ connectionId, queueUrl, name: 'scan', ...wish })
}

/** Scans to the end. */
export async function scanQueue(
  client: WeirClient,
  queueUrl: QueueUrl,
  wish: ScanWish = { plan: {} },
): Promise<ScanProgress> {
  await startScan(client, queueUrl, wish)
  return endOfScan(client, queueUrl)
}

/** Drains to the end, having confirmed it. */
export async function drainQueue(
  client: WeirClient,
  queueUrl: QueueUrl,
  wish: ScanWish = { plan: {} },
): Promise<ScanProgress> {
  const input = { connectionId, queueUrl, name: 'drain', ...wish }
  const token = await tokenOfRefusal(() => client.scans.drain(input))
  await client.scans.drain({ ...input, confirmation: { token } })
  return endOfScan(client, queueUrl)
}

/** Every body of a capture, in its order. */
export async function capturedBodies(client: WeirClient, captureId: CaptureId): Promise<string[]> {
  const bodies: string[] = []
  for (let from = 1; ; from += entriesAtATime) {
    const { entries } = await client.captures.listEntries({
      ...{ captureId, from, limit: entriesAtATime },
    })
    if (entries.length === 0) return bodies
    bodies.push(...entries.map(({ preview }) => preview))
  }
}
