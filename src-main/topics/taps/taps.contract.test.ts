import { ListSubscriptionsCommand, PublishCommand, DeleteTopicCommand } from '@aws-sdk/client-sns'
import type { SNSClient } from '@aws-sdk/client-sns'
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
} from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TapDelivery, TopicArn } from '#contract'
import { connectionIdSchema } from '#contract'
import { systemClock } from '../../lib/clock.ts'
import type { Clock } from '../../lib/clock.ts'
import { composeForTest } from '../../testing/composed-weir.ts'
import type { ComposedWeir } from '../../testing/composed-weir.ts'
import { createTopic } from '../../testing/contract-topics.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../../testing/emulators.ts'
import type { Emulator } from '../../testing/emulators.ts'
import { followTap } from '../../testing/followed-tap.ts'

const connectionId = 'sandbox'
const patient = { timeout: 20_000 }

describe('taps on fauxqs', () => {
  let emulator: Emulator
  let sns: SNSClient
  let sqs: SQSClient
  let weir: ComposedWeir

  beforeAll(async () => {
    emulator = await startFauxqs()
    sns = snsClientFor(emulator.endpoint)
    sqs = sqsClientFor(emulator.endpoint)
    weir = composeForTest(emulator.endpoint)
    weir.weir.connections.setGuard(connectionIdSchema.parse(connectionId), 'open')
  })
  afterAll(async () => {
    await weir.close()
    await emulator.close()
  })

  async function counts() {
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ MaxResults: 1000 }))
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsCommand({}))
    return { queues: QueueUrls.length, subscriptions: Subscriptions.length }
  }
  const nothing = { queues: 0, subscriptions: 0 }

  async function start(topicArn: TopicArn, delivery: TapDelivery = 'enveloped') {
    const at = { connectionId, topicArn, delivery }
    const plan = await weir.client.taps.plan(at)
    const { tap } = await weir.client.taps.start({ ...at, tapId: plan.tapId })
    return { plan, tap }
  }
  const stop = async (topicArn: TopicArn, tapId: string) =>
    (await weir.client.taps.stop({ connectionId, topicArn, tapId })).tap

  it('makes what it planned, shows what is published, and leaves nothing', async () => {
    const topicArn = await createTopic(sns, 'order-events')
    const { plan, tap } = await start(topicArn)
    expect(plan.queueName).toMatch(/^weir-tap-order-events-[a-z0-9]{12}$/)
    expect(tap).toMatchObject({ state: 'live', queueName: plan.queueName, undo: plan.undo })
    expect(await counts()).toEqual({ queues: 1, subscriptions: 1 })
    const QueueUrl = tap.queueUrl
    const { Tags } = await sqs.send(new ListQueueTagsCommand({ QueueUrl }))
    expect(Tags).toMatchObject({
      'weir:topic': topicArn,
      'weir:expires': new Date(tap.endsAtMs).toISOString(),
    })
    expect(Object.keys(Tags ?? {}).sort()).toEqual(['weir:expires', 'weir:owner', 'weir:topic'])
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    )
    expect(Attributes?.['Policy']).toBe(plan.policy)
    expect(JSON.parse(plan.policy)).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: Attributes?.['QueueArn'],
          Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
        },
      ],
    })

    const page = await followTap(weir.client, tap.tapId)
    await sns.send(
      new PublishCommand({
        TopicArn: topicArn,
        Subject: 'Paid',
        Message: '{"order":"o-1"}',
        MessageAttributes: { event: { DataType: 'String', StringValue: 'order-paid' } },
      }),
    )
    await expect.poll(() => page.messages().length, patient).toBe(1)
    const [row] = page.messages()
    expect(row).toMatchObject({
      index: 1,
      preview: '{"order":"o-1"}',
      bytes: 15,
      subject: 'Paid',
      attributeCount: 1,
      isReplayed: false,
    })
    const whole = await weir.client.taps.message({
      connectionId,
      tapId: tap.tapId,
      messageId: row?.messageId ?? '',
    })
    expect(whole.decoded?.chain.map(({ step }) => step)).toEqual(['sns', 'json'])
    expect(JSON.parse(whole.body)).toMatchObject({ Type: 'Notification', TopicArn: topicArn })
    await page.leave()

    expect(await stop(topicArn, tap.tapId)).toMatchObject({
      state: 'stopped',
      endedBy: 'asked',
      parts: [
        { kind: 'queue', fate: 'removed' },
        { kind: 'subscription', fate: 'removed' },
      ],
    })
    expect(await counts()).toEqual(nothing)
    const { entries } = await weir.client.journal.list({ limit: 2 })
    expect(entries).toMatchObject([
      { operation: 'taps.stop', effect: 'look', target: 'order-events', outcome: 'done', count: 2 },
      {
        operation: 'taps.start',
        effect: 'write',
        target: 'order-events',
        outcome: 'done',
        count: 2,
      },
    ])
    expect(entries[1]?.commands?.join('\n')).toContain('aws sqs create-queue')
    // It is still to be read until it is dismissed.
    expect((await weir.client.taps.list({})).taps).toMatchObject([
      { state: 'stopped', received: 1 },
    ])
    expect(await weir.client.taps.dismiss({ tapId: tap.tapId })).toEqual({ taps: [] })
  })

  it('delivers raw where that is wanted, in the order of a FIFO topic', async () => {
    const topicArn = await createTopic(sns, 'prices.fifo', {
      FifoTopic: 'true',
      ContentBasedDeduplication: 'true',
    })
    const { tap } = await start(topicArn, 'raw')
    expect(tap.queueName).toMatch(/^weir-tap-prices-[a-z0-9]{12}\.fifo$/)
    const page = await followTap(weir.client, tap.tapId)
    for (const price of ['1', '2', '3']) {
      await sns.send(
        new PublishCommand({ TopicArn: topicArn, Message: price, MessageGroupId: 'tea' }),
      )
    }
    await expect
      .poll(() => page.messages().map(({ preview }) => preview), patient)
      .toEqual(['1', '2', '3'])
    expect(page.messages()[0]).toMatchObject({ groupId: 'tea' })
    await page.leave()
    expect(await stop(topicArn, tap.tapId)).toMatchObject({ state: 'stopped' })
    expect(await counts()).toEqual(nothing)
  })

  it('keeps what comes while nobody looks, in the tap’s queue', async () => {
    const topicArn = await createTopic(sns, 'unseen')
    const { tap } = await start(topicArn)
    const page = await followTap(weir.client, tap.tapId)
    page.hide()
    await sns.send(new PublishCommand({ TopicArn: topicArn, Message: 'later' }))
    await page.leave()
    const back = await followTap(weir.client, tap.tapId)
    await expect
      .poll(() => back.messages().map(({ preview }) => preview), patient)
      .toEqual(['later'])
    await back.leave()
    await stop(topicArn, tap.tapId)
    expect(await counts()).toEqual(nothing)
  })

  it('refuses a second tap of the same topic, and one of an encrypted topic, before anything is made', async () => {
    const topicArn = await createTopic(sns, 'twice')
    const { tap } = await start(topicArn)
    const at = { connectionId, topicArn, delivery: 'raw' as const }
    const plan = await weir.client.taps.plan(at)
    expect(plan.blockers).toEqual(['tapped'])
    await expect(weir.client.taps.start({ ...at, tapId: plan.tapId })).rejects.toMatchObject({
      code: 'conflict',
      data: { params: { reason: 'tap-tapped' } },
    })
    await stop(topicArn, tap.tapId)
    const secret = await createTopic(sns, 'secret', { KmsMasterKeyId: 'alias/shop' })
    const planned = await weir.client.taps.plan({ ...at, topicArn: secret })
    expect(planned).toMatchObject({ blockers: ['encrypted'], kmsKeyId: 'alias/shop' })
    await expect(
      weir.client.taps.start({ ...at, topicArn: secret, tapId: planned.tapId }),
    ).rejects.toMatchObject({ code: 'conflict', data: { params: { reason: 'tap-encrypted' } } })
    expect(await counts()).toEqual(nothing)
  })

  it('says that the topic was deleted while it was tapped, and removes its queue', async () => {
    let nowMs = Date.now()
    // Short waits are waited for; that the tap's own time is over is another test's.
    const clock: Clock = {
      now: () => nowMs,
      sleep: (ms, signal) => systemClock.sleep(ms < 60_000 ? Math.min(ms, 200) : ms, signal),
    }
    const other = composeForTest(emulator.endpoint, { clock })
    other.weir.connections.setGuard(connectionIdSchema.parse(connectionId), 'open')
    const topicArn = await createTopic(sns, 'short-lived')
    const at = { connectionId, topicArn, delivery: 'raw' as const }
    const { tapId } = await other.client.taps.plan(at)
    const { tap } = await other.client.taps.start({ ...at, tapId })
    expect(tap.state).toBe('live')
    const page = await followTap(other.client, tapId)
    await sns.send(new DeleteTopicCommand({ TopicArn: topicArn }))
    nowMs += 11_000
    await expect.poll(() => page.tap().state, patient).toBe('stopped')
    expect(page.tap()).toMatchObject({ endedBy: 'topic-deleted' })
    await page.leave()
    await other.close()
    expect(await counts()).toEqual(nothing)
  })

  it('removes everything when Weir quits', async () => {
    const topicArn = await createTopic(sns, 'until-quit')
    const other = composeForTest(emulator.endpoint)
    other.weir.connections.setGuard(connectionIdSchema.parse(connectionId), 'open')
    const at = { connectionId, topicArn, delivery: 'raw' as const }
    const { tapId } = await other.client.taps.plan(at)
    await other.client.taps.start({ ...at, tapId })
    expect(await counts()).toEqual({ queues: 1, subscriptions: 1 })
    await other.weir.dispose()
    expect(await counts()).toEqual(nothing)
    await other.close()
  })

  it('finds what another machine left when its time is over, and removes it', async () => {
    const topicArn = await createTopic(sns, 'forgotten')
    const nowMs = Date.now() - 9 * 3_600_000
    // It stands still; who no longer waits goes on, as a clock promises.
    const stood: Clock['sleep'] = (_ms, signal) =>
      new Promise((resolve) => {
        signal?.addEventListener('abort', () => {
          resolve()
        })
      })
    const clock = { now: () => nowMs, sleep: stood }
    const there = composeForTest(emulator.endpoint, { clock })
    there.weir.connections.setGuard(connectionIdSchema.parse(connectionId), 'open')
    const at = { connectionId, topicArn, delivery: 'raw' as const }
    const { tapId } = await there.client.taps.plan(at)
    const { tap } = await there.client.taps.start({ ...at, tapId })
    const running = (await start(await createTopic(sns, 'still-wanted'))).tap

    const other = composeForTest(emulator.endpoint)
    other.weir.connections.setGuard(connectionIdSchema.parse(connectionId), 'open')
    const found = await other.client.taps.leftovers({ connectionId })
    expect(found).toMatchObject({
      leftovers: [{ queueName: tap.queueName, topicArn }],
      running: 1,
      unread: 0,
    })
    const queueUrls = [...found.leftovers.map(({ queueUrl }) => queueUrl), running.queueUrl ?? '']
    const { outcomes } = await other.client.taps.sweep({ connectionId, queueUrls })
    expect(outcomes).toMatchObject([
      { parts: [{ fate: 'removed' }, { fate: 'removed' }] },
      { parts: [{ fate: 'left', error: { params: { reason: 'tap-not-leftover' } } }, {}] },
    ])
    expect(await counts()).toEqual({ queues: 1, subscriptions: 1 })
    await stop(running.topicArn, running.tapId)
    expect(await counts()).toEqual(nothing)
    await other.close()
    await there.close()
  })
})
