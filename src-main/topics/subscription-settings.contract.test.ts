import { SetSubscriptionAttributesCommand, SubscribeCommand } from '@aws-sdk/client-sns'
import type { SNSClient } from '@aws-sdk/client-sns'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EditableSubscriptionAttribute, SubscriptionArn, TopicArn } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { createTopic, subscribeQueue } from '../testing/contract-topics.ts'
import { fauxqsSnsLacks } from '../testing/emulator-lacks.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'

const connectionId = 'sandbox'
const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`
const DeliveryPolicy = '{"healthyRetryPolicy":{"numRetries":5}}'

type Changes = Partial<Record<EditableSubscriptionAttribute, string>>

describe('settings of a subscription on fauxqs', () => {
  let emulator: Emulator
  let sns: SNSClient
  let weir: ComposedWeir
  let topicArn: TopicArn
  let subscriptionArn: SubscriptionArn
  let made = 0

  beforeAll(async () => {
    emulator = await startFauxqs()
    sns = snsClientFor(emulator.endpoint)
    weir = composeForTest(emulator.endpoint)
    await createQueue(sqsClientFor(emulator.endpoint), 'billing')
    await createQueue(sqsClientFor(emulator.endpoint), 'failures')
  })
  afterAll(async () => {
    await weir.close()
    await emulator.close()
  })

  const subscribed = async () => {
    topicArn = await createTopic(sns, `settings-${String((made += 1))}`)
    subscriptionArn = await subscribeQueue(sns, topicArn, { queueName: 'billing' })
  }
  const describeIt = () => weir.client.subscriptions.describe({ connectionId, subscriptionArn })
  const set = (changes: Changes, expected: Changes = {}) =>
    weir.client.subscriptions.setAttributes({ connectionId, subscriptionArn, changes, expected })

  it('sets redrive policy, delivery policy and raw delivery in turn, and reads them again', async () => {
    await subscribed()
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf('failures') })
    const answer = await set(
      { RawMessageDelivery: 'true', RedrivePolicy, DeliveryPolicy },
      { RawMessageDelivery: 'false', RedrivePolicy: '', DeliveryPolicy: '' },
    )
    expect(answer).toMatchObject({ set: ['RawMessageDelivery', 'RedrivePolicy', 'DeliveryPolicy'] })
    expect(answer.failure).toBeUndefined()
    expect(await describeIt()).toMatchObject({
      isRaw: true,
      deadLetterArn: arnOf('failures'),
      deliveryPolicy: DeliveryPolicy,
    })
  })

  it('takes policies away again', async () => {
    await subscribed()
    await set({ DeliveryPolicy })
    await set({ DeliveryPolicy: '' }, { DeliveryPolicy })
    expect(await describeIt()).toMatchObject({ deliveryPolicy: '' })
  })

  it('sets nothing when one of them is not what was seen', async () => {
    await subscribed()
    await set({ DeliveryPolicy })
    await expect(
      set({ RawMessageDelivery: 'true', DeliveryPolicy: '' }, { DeliveryPolicy: '' }),
    ).rejects.toMatchObject({
      code: 'conflict',
      data: { params: { reason: 'changed-meanwhile', attribute: 'DeliveryPolicy' } },
    })
    expect(await describeIt()).toMatchObject({ isRaw: false, deliveryPolicy: DeliveryPolicy })
  })

  it.each<[string, Changes]>([
    ['no queue', { RedrivePolicy: '{"deadLetterTargetArn":"failures"}' }],
    ['no object', { RedrivePolicy: '[]' }],
    ['a FIFO queue', { RedrivePolicy: `{"deadLetterTargetArn":"${arnOf('failures.fifo')}"}` }],
    [
      'a queue of another account',
      {
        RedrivePolicy: `{"deadLetterTargetArn":"${arnOf('failures').replace('000000000000', '111111111111')}"}`,
      },
    ],
    [
      'a queue of another region',
      {
        RedrivePolicy: `{"deadLetterTargetArn":"${arnOf('failures').replace('us-east-1', 'eu-west-1')}"}`,
      },
    ],
    ['too many retries', { DeliveryPolicy: '{"healthyRetryPolicy":{"numRetries":101}}' }],
    ['text', { DeliveryPolicy: 'five' }],
    ['no choice', { RawMessageDelivery: 'yes' }],
  ])('refuses %s before anything is sent', async (_what, changes) => {
    await subscribed()
    await expect(set(changes)).rejects.toMatchObject({ code: 'invalid-input' })
    expect((await describeIt()).attributes['RedrivePolicy'] ?? '').toBe('')
  })

  it('repairs the policy of a dead-letter queue as that of a subscribed one', async () => {
    await subscribed()
    await createQueue(sqsClientFor(emulator.endpoint), 'dead-letters')
    const at = { connectionId, topicArn, queueArn: arnOf('dead-letters') }
    const { admission, policy } = await weir.client.subscriptions.checkQueue(at)
    expect(admission).toBe('silent')
    await weir.client.subscriptions.admitTopic({ ...at, expected: policy })
    expect(await weir.client.subscriptions.checkQueue(at)).toMatchObject({ admission: 'admits' })
  })

  describe('what fauxqs lacks is still so', () => {
    it('an endpoint that never confirmed is listed as if it had', async () => {
      await subscribed()
      await sns.send(
        new SubscribeCommand({ TopicArn: topicArn, Protocol: 'email', Endpoint: 'a@example.com' }),
      )
      const listed = await weir.client.subscriptions.listPage({ connectionId, topicArn })
      const isPending = listed.subscriptions.some(({ state }) => state === 'pending')
      expect(isPending).toBe(!fauxqsSnsLacks.has('listed-pending'))
    })

    it('who was authenticated does not count', async () => {
      await subscribed()
      const wasAuthenticated = (await describeIt()).attributes['ConfirmationWasAuthenticated']
      // Nobody confirmed this one, with a signature or without.
      expect(wasAuthenticated !== 'true').toBe(!fauxqsSnsLacks.has('authenticated-confirmation'))
    })

    it('any text is a policy', async () => {
      await subscribed()
      const taken = await sns
        .send(
          new SetSubscriptionAttributesCommand({
            SubscriptionArn: subscriptionArn,
            AttributeName: 'RedrivePolicy',
            AttributeValue: '{"deadLetterTargetArn":"nowhere"}',
          }),
        )
        .then(
          () => true,
          () => false,
        )
      expect(taken).toBe(fauxqsSnsLacks.has('checked-subscription-policies'))
    })
  })
})
