import { PublishCommand } from '@aws-sdk/client-sns'
import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectionIdSchema } from '#contract'
import type { QueueUrl, Trace } from '#contract'
import { composeForTest } from '../../testing/composed-weir.ts'
import type { ComposedWeir } from '../../testing/composed-weir.ts'
import { createQueue } from '../../testing/contract-queues.ts'
import { createTopic, subscribeQueue } from '../../testing/contract-topics.ts'
import { takeBodies } from '../../testing/counted-queue.ts'
import { fauxqsSnsLacks } from '../../testing/emulator-lacks.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../../testing/emulators.ts'
import { followTrace } from '../../testing/followed-trace.ts'

const connectionId = 'sandbox'
const emulator = await startFauxqs()
const sns = snsClientFor(emulator.endpoint)
const sqs = sqsClientFor(emulator.endpoint)
let weir: ComposedWeir
let made = 0

/**
 * What fauxqs lacks: a message that could not be delivered, as it lies in the dead-letter queue of its subscription. It
 * is what the subscriber would have got, with what went wrong in attributes ([doc] sns-dead-letter-queues, "How are
 * messages moved into a dead-letter queue?").
 */
async function redriveAs(trace: Trace, deadUrl: QueueUrl, as: 'envelope' | 'raw'): Promise<void> {
  const { mark = '', snsMessageId: MessageId, topicArn: TopicArn } = trace
  const attribute = { Type: 'String', Value: mark }
  const envelope = { Type: 'Notification', MessageId, TopicArn, Message: 'lost' }
  const text = (value: string) => ({ DataType: 'String', StringValue: value })
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: deadUrl,
      MessageBody:
        as === 'raw'
          ? 'lost'
          : JSON.stringify({ ...envelope, MessageAttributes: { 'weir-trace': attribute } }),
      MessageAttributes: {
        ...(as === 'raw' ? { 'weir-trace': text(mark) } : {}),
        ErrorCode: text('AWS.SimpleQueueService.NonExistentQueue'),
        ErrorMessage: text('The specified queue does not exist.'),
      },
    }),
  )
}

async function newGround(attributes: Record<string, string> = {}) {
  const suffix = String((made += 1)).padStart(3, '0')
  const deadName = `dead-${suffix}`
  const deadUrl = await createQueue(sqs, deadName)
  const topicArn = await createTopic(sns, `lost-${suffix}`)
  const deadLetterTargetArn = `arn:aws:sqs:us-east-1:000000000000:${deadName}`
  const id = await subscribeQueue(sns, topicArn, {
    queueName: `gone-${suffix}`,
    attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn }), ...attributes },
  })
  return { topicArn, deadUrl, deadLetterTargetArn, id }
}

describe('what SNS could not deliver', () => {
  beforeAll(() => {
    weir = composeForTest(emulator.endpoint)
    weir.weir.connections.setGuard(connectionIdSchema.parse(connectionId), 'open')
  })
  afterAll(async () => {
    await weir.close()
    await emulator.close()
  })

  it.each(['envelope', 'raw'] as const)('is found in the dead-letter queue: %s', async (as) => {
    const ground = await newGround(as === 'raw' ? { RawMessageDelivery: 'true' } : {})
    const { topicArn, deadUrl, deadLetterTargetArn: deadLetterArn, id } = ground
    const { traceId, targets } = await weir.client.traces.plan({ connectionId, topicArn })
    expect(targets).toMatchObject([
      { id, unwatched: 'no-queue', deadLetterArn, deadLetterQueue: { queueUrl: deadUrl } },
    ])
    const { trace } = await weir.client.traces.start({
      ...{ connectionId, topicArn, traceId, body: 'lost', watch: [id], seconds: 20 },
    })
    expect(trace.rows).toMatchObject([{ expectation: 'no-queue', state: 'watching' }])
    await redriveAs(trace, deadUrl, as)
    expect(await followTrace(weir.client, trace)).toMatchObject({
      rows: [{ state: 'dead-letter', arrivedAs: as, receives: 1 }],
    })
    expect(await takeBodies(sqs, deadUrl)).toHaveLength(1)
  })

  it('goes there by the emulator itself, unless that is declared as lacking', async () => {
    const { topicArn, deadUrl } = await newGround()
    await sns.send(new PublishCommand({ TopicArn: topicArn, Message: 'lost' }))
    const isLacking = fauxqsSnsLacks.has('subscription-redrive')
    expect(await takeBodies(sqs, deadUrl)).toHaveLength(isLacking ? 0 : 1)
  })
})
