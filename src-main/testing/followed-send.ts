import type {
  Announcement,
  InputOf,
  QueueUrl,
  SendId,
  SendProgress,
  StreamArn,
  TopicArn,
} from '#contract'
import type { WeirClient } from './composed-weir.ts'

const connectionId = 'sandbox'

/** Follows the sends as a window does until `isDone` holds for this one. */
export async function followSend(
  client: WeirClient,
  sendId: SendId,
  isDone: (progress: SendProgress) => boolean,
): Promise<SendProgress> {
  let grant = Promise.withResolvers<undefined>()
  async function* demand() {
    yield { open: { connectionId }, credit: 1 }
    for (;;) {
      await grant.promise
      grant = Promise.withResolvers<undefined>()
      yield { credit: 1 }
    }
  }
  for await (const { sends } of await client.sends.watch(demand())) {
    const progress = sends.find((each) => each.sendId === sendId)
    if (progress !== undefined && isDone(progress)) return progress
    grant.resolve(undefined)
  }
  throw new Error('the feed ended before the send')
}

const isEnded = ({ state }: SendProgress): boolean => state !== 'running' && state !== 'cancelling'

export function endOfSend(client: WeirClient, sendId: SendId): Promise<SendProgress> {
  return followSend(client, sendId, isEnded)
}

/** Sends so many numbered messages and waits for the end. */
export async function sendNumbered(
  client: WeirClient,
  queueUrl: QueueUrl,
  count: number,
): Promise<SendProgress> {
  const what = { kind: 'repeat' as const, template: { body: 'm-{{index}}' }, count }
  const { sendId } = await client.sends.start({ connectionId, queueUrl, what })
  return endOfSend(client, sendId)
}

/** Publishes these and waits for the end. */
export async function publishEntries(
  client: WeirClient,
  topicArn: TopicArn,
  entries: Announcement[],
): Promise<SendProgress> {
  const what = { kind: 'entries' as const, entries }
  const { sendId } = await client.topics.publishMany({ connectionId, topicArn, what })
  return endOfSend(client, sendId)
}

/** Puts these and waits for the end. */
export async function putRecordsOf(
  client: WeirClient,
  streamArn: StreamArn,
  input: Pick<InputOf<'records.putMany'>, 'what' | 'keepsOrder'>,
): Promise<SendProgress> {
  const { sendId } = await client.records.putMany({ connectionId, streamArn, ...input })
  return endOfSend(client, sendId)
}
