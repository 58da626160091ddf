import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { ORPCError } from '@orpc/client'
import { errorDetailSchema } from '#contract'
import type { DeleteOutcome, ErrorValue, MessageId, QueueUrl, VisibilityOutcome } from '#contract'
import { tokenOfRefusal } from './confirmation-token.ts'
import type { FaultyWeir } from './faulty-weir.ts'
import { showQueue } from './shown-queue.ts'

const connectionId = 'sandbox'

/** What an operation told of its failure, however it tells it; undefined when it succeeded. */
export interface Told {
  code: string
  effectUnknown: boolean
  action: unknown
}

export interface PreparedCall {
  /** A text that only this call's requests have: its queue's URL or name. */
  mark: string
  run(): Promise<Told | undefined>
  /** Leaves what the preparation opened. */
  end?(): Promise<void>
}

/** An operation on queues, the one AWS call that matters in it, and how it is made ready to be called. */
export interface PreparedOperation {
  operation: string
  action: string
  /** `change`: called once at most. `read`: the SDK may try again. */
  purpose: 'change' | 'read'
  prepare(): Promise<PreparedCall>
}

function toldBy({ code, effectUnknown, params }: ErrorValue): Told {
  return { code, effectUnknown, action: params['action'] }
}

async function thrownBy(call: Promise<unknown>): Promise<Told | undefined> {
  try {
    await call
    return undefined
  } catch (thrown) {
    if (!(thrown instanceof ORPCError)) throw thrown
    const { effectUnknown, params } = errorDetailSchema.parse(thrown.data)
    return { code: String(thrown.code), effectUnknown, action: params['action'] }
  }
}

/** One entry's outcome stands for all. */
async function entryOf(
  call: Promise<{ outcomes: readonly (DeleteOutcome | VisibilityOutcome)[] }>,
): Promise<Told | undefined> {
  const [entry] = (await call).outcomes
  if (entry === undefined || !('error' in entry)) return undefined
  const told = toldBy(entry.error)
  if ((entry.outcome === 'uncertain') === told.effectUnknown) return told
  throw new Error(`${entry.outcome}, but effectUnknown is ${String(told.effectUnknown)}`)
}

type PreparedRun = PreparedCall['run']
type Weir = Pick<FaultyWeir, 'client' | 'sqs' | 'newQueue'>

async function queueWithOne({ sqs, newQueue }: Weir): Promise<QueueUrl> {
  const queueUrl = await newQueue()
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'a' }))
  return queueUrl
}

async function held(
  weir: Weir,
  call: (messageIds: MessageId[], queueUrl: QueueUrl) => PreparedRun,
) {
  const { client } = weir
  const queueUrl = await queueWithOne(weir)
  const page = await showQueue(client, queueUrl)
  const look = { connectionId, queueUrl, max: 10, hideSeconds: 600 }
  const { messages } = await client.messages.hold(look)
  const run = call(
    messages.map(({ messageId }) => messageId),
    queueUrl,
  )
  return { mark: queueUrl, run, end: page.leave }
}
function onMessages(weir: Weir): PreparedOperation[] {
  const { client } = weir
  return [
    {
      operation: 'messages.send',
      action: 'SendMessage',
      purpose: 'change',
      prepare: async () => {
        const queueUrl = await weir.newQueue()
        const run = () => thrownBy(client.messages.send({ connectionId, queueUrl, body: 'x' }))
        return { mark: queueUrl, run }
      },
    },
    {
      operation: 'messages.look',
      action: 'ReceiveMessage',
      purpose: 'change',
      prepare: async () => {
        const queueUrl = await weir.newQueue()
        const run = () => thrownBy(client.messages.look({ connectionId, queueUrl, max: 10 }))
        return { mark: queueUrl, run }
      },
    },
    {
      operation: 'messages.hold',
      action: 'ReceiveMessage',
      purpose: 'change',
      prepare: async () => {
        const queueUrl = await weir.newQueue()
        const page = await showQueue(client, queueUrl)
        const input = { connectionId, queueUrl, max: 10, hideSeconds: 1 }
        return {
          mark: queueUrl,
          run: () => thrownBy(client.messages.hold(input)),
          end: page.leave,
        }
      },
    },
  ]
}

function byHandle(weir: Weir): PreparedOperation[] {
  const { client } = weir
  return [
    {
      operation: 'messages.delete',
      action: 'DeleteMessageBatch',
      purpose: 'change',
      prepare: async () => {
        const queueUrl = await queueWithOne(weir)
        const { messages } = await client.messages.look({ connectionId, queueUrl, max: 10 })
        const messageIds = messages.map(({ messageId }) => messageId)
        const input = { connectionId, queueUrl, messageIds }
        const token = await tokenOfRefusal(() => client.messages.delete(input))
        const run = () => entryOf(client.messages.delete({ ...input, confirmation: { token } }))
        return { mark: queueUrl, run }
      },
    },
    {
      operation: 'messages.return',
      action: 'ChangeMessageVisibilityBatch',
      purpose: 'change',
      prepare: () =>
        held(
          weir,
          (messageIds, queueUrl) => () =>
            entryOf(client.messages.return({ connectionId, queueUrl, messageIds })),
        ),
    },
    {
      operation: 'messages.setVisibility',
      action: 'ChangeMessageVisibilityBatch',
      purpose: 'change',
      prepare: () =>
        held(weir, (messageIds, queueUrl) => () => {
          const input = { connectionId, queueUrl, messageIds, seconds: 60 }
          return entryOf(client.messages.setVisibility(input))
        }),
    },
  ]
}

function readsOf({ client, newQueue }: Weir): PreparedOperation[] {
  return [
    {
      operation: 'queues.listPage',
      action: 'ListQueues',
      purpose: 'read',
      prepare: () =>
        Promise.resolve({
          mark: 'MaxResults',
          run: () => thrownBy(client.queues.listPage({ connectionId })),
        }),
    },
    {
      operation: 'queues.describe',
      action: 'GetQueueAttributes',
      purpose: 'read',
      prepare: async () => {
        const queueUrl = await newQueue()
        const run = () => thrownBy(client.queues.describe({ connectionId, queueUrl }))
        return { mark: queueUrl, run }
      },
    },
  ]
}

function onQueues({ client, newQueue }: Weir): PreparedOperation[] {
  const newAt = async () => ({ connectionId, queueUrl: await newQueue() })
  type At = Awaited<ReturnType<typeof newAt>>
  const plain = (
    operation: string,
    action: string,
    call: (at: At) => Promise<unknown>,
  ): PreparedOperation => ({
    operation,
    action,
    purpose: 'change',
    prepare: async () => {
      const at = await newAt()
      return { mark: at.queueUrl, run: () => thrownBy(call(at)) }
    },
  })
  const confirmed = (
    operation: 'queues.delete' | 'queues.purge',
    action: string,
    call: (input: At & { confirmation?: { token: string } }) => Promise<unknown>,
  ): PreparedOperation => ({
    operation,
    action,
    purpose: 'change',
    prepare: async () => {
      const at = await newAt()
      const token = await tokenOfRefusal(() => call(at))
      return { mark: at.queueUrl, run: () => thrownBy(call({ ...at, confirmation: { token } })) }
    },
  })
  return [
    plain('queues.setAttributes', 'SetQueueAttributes', (at) =>
      client.queues.setAttributes({ ...at, changes: { DelaySeconds: '9' }, expected: {} }),
    ),
    plain('queues.setTags', 'TagQueue', (at) =>
      client.queues.setTags({ ...at, set: [{ key: 'a', value: 'b' }], remove: [] }),
    ),
    plain('queues.setTags', 'UntagQueue', (at) =>
      client.queues.setTags({ ...at, set: [], remove: ['a'] }),
    ),
    confirmed('queues.delete', 'DeleteQueue', (input) => client.queues.delete(input)),
    confirmed('queues.purge', 'PurgeQueue', (input) => client.queues.purge(input)),
  ]
}

function creation({ client }: Weir): PreparedOperation {
  let made = 0
  return {
    operation: 'queues.create',
    action: 'CreateQueue',
    purpose: 'change',
    prepare: () => {
      const name = `made-${String((made += 1))}-`
      const input = { connectionId, name, type: 'standard' as const, attributes: {}, tags: [] }
      return Promise.resolve({ mark: name, run: () => thrownBy(client.queues.create(input)) })
    },
  }
}

/** Every operation that calls SQS for a person, ready to be made to fail. */
export function preparedOperations(weir: Weir): PreparedOperation[] {
  return [
    ...onMessages(weir),
    ...byHandle(weir),
    ...readsOf(weir),
    ...onQueues(weir),
    creation(weir),
  ]
}
