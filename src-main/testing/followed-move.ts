import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs'
import type { Message, SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs'
import type { InputOf, Move, MoveId, QueueUrl } from '#contract'
import type { WeirClient } from './composed-weir.ts'

const sandbox = 'sandbox'

/** Follows the moves as a window does until `isDone` holds for this one. */
export async function followMove(
  client: WeirClient,
  moveId: MoveId,
  isDone: (move: Move) => boolean = ({ state }) => state !== 'running',
): Promise<Move> {
  return followMoveOn({ client, connectionId: sandbox }, moveId, isDone)
}

/** The same, of any connection. */
export async function followMoveOn(
  { client, connectionId }: { client: WeirClient; connectionId: string },
  moveId: MoveId,
  isDone: (move: Move) => boolean = ({ state }) => state !== 'running',
): Promise<Move> {
  let grant = Promise.withResolvers<undefined>()
  async function* demand() {
    yield { open: { connectionId }, credit: 1 }
    for (;;) {
      await grant.promise
      grant = Promise.withResolvers<undefined>()
      yield { credit: 1 }
    }
  }
  for await (const { moves } of await client.moves.watch(demand())) {
    const move = moves.find(({ id }) => id === moveId)
    if (move !== undefined && isDone(move)) return move
    grant.resolve(undefined)
  }
  throw new Error('the feed ended before the move')
}

/** Begins a redrive from one queue to another as a user who changes nothing does, and waits for its end. */
export async function redriveAll(
  client: WeirClient,
  queues: { from: QueueUrl; to: QueueUrl },
  more: Partial<InputOf<'moves.redrive'>> = {},
): Promise<Move> {
  const { id } = await client.moves.redrive({
    ...{ kind: 'redrive', connectionId: sandbox, queueUrl: queues.from, shape: {} },
    ...{ to: { kind: 'queue', queueUrl: queues.to }, pace: { kind: 'fast' } },
    ...more,
  })
  return followMove(client, id)
}

/** Messages sent past the program, ten a call. */
export async function fill(
  sqs: SQSClient,
  queueUrl: QueueUrl,
  entries: readonly Omit<SendMessageBatchRequestEntry, 'Id'>[],
): Promise<void> {
  for (let at = 0; at < entries.length; at += 10) {
    const some = entries.slice(at, at + 10)
    const Entries = some.map((entry, index) => ({ ...entry, Id: String(index) }))
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }))
  }
}

export const numbered = (count: number, prefix = 'm'): { MessageBody: string }[] =>
  Array.from({ length: count }, (_, at) => ({ MessageBody: `${prefix}-${String(at + 1)}` }))

/** Receives as many as are asked for, with all that belongs to a message. */
async function receive(sqs: SQSClient, queueUrl: QueueUrl, max: number): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    ...{ QueueUrl: queueUrl, MaxNumberOfMessages: max, VisibilityTimeout: 600 },
    MessageAttributeNames: ['All'],
    // Both names of the same wish: some emulators know only the old one.
    // oxlint-disable-next-line typescript/no-deprecated -- local-aws-sqs answers only to this one
    AttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  })
  return (await sqs.send(command)).Messages ?? []
}

/** Every message of a queue; takes them for a while. */
export async function takeMessages(sqs: SQSClient, queueUrl: QueueUrl): Promise<Message[]> {
  const taken: Message[] = []
  for (;;) {
    const some = await receive(sqs, queueUrl, 10)
    if (some.length === 0) return taken
    taken.push(...some)
  }
}

/** Every message in order, each deleted before the next: of a FIFO group only one is given at a time. */
export async function takeInOrder(sqs: SQSClient, queueUrl: QueueUrl): Promise<Message[]> {
  const taken: Message[] = []
  for (;;) {
    const [one] = await receive(sqs, queueUrl, 1)
    if (one === undefined) return taken
    taken.push(one)
    const { ReceiptHandle } = one
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }))
  }
}
