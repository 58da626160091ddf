import { CreateTopicCommand, PublishCommand, SubscribeCommand } from '@aws-sdk/client-sns'
import type { SNSClient } from '@aws-sdk/client-sns'
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeMany } from '../testing/contract-topics.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { snsClientFor, sqsClientFor, startFauxqs } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'
import { fauxqsFilterLacks } from '../testing/filter-lacks.ts'
import { decide } from './decide.ts'
import type { FilterAttribute, FilterMessage } from './filter-message.ts'
import type { FilterScope } from './filter-policy.ts'
import { parsePolicy } from './parse-policy.ts'

interface Filter {
  scope: FilterScope
  policy: object
}

const texts = fc.constantFrom('red', 'Red', 'blue', 'reddish', '10.0.0.7', '10.0.1.7', '::1')
const numbers = fc.constantFrom(-2, 0, 0.5, 1, 1.25, 100, 301.5)
const flags = fc.boolean()

const ofText = fc.oneof(
  texts,
  fc.record({ prefix: fc.constantFrom('r', 'red', 'b') }),
  fc.record({ suffix: fc.constantFrom('d', 'ish', 'ue') }),
  fc.record({ 'equals-ignore-case': fc.constantFrom('RED', 'bLUe') }),
  fc.record({ 'anything-but': fc.oneof(texts, fc.array(texts, { minLength: 1, maxLength: 2 })) }),
  fc.record({ 'anything-but': fc.record({ prefix: fc.constantFrom('r', '1') }) }),
  fc.record({ 'anything-but': fc.record({ suffix: fc.constantFrom('d', '7') }) }),
  fc.record({ cidr: fc.constantFrom('10.0.0.0/24', '10.0.0.0/8', '::/64') }),
  fc.record({ exists: flags }),
)
const ofNumber = fc.oneof(
  numbers,
  fc.record({ numeric: fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>='), numbers) }),
  fc.constantFrom(
    { numeric: ['>', 0, '<=', 100] },
    { numeric: ['>=', -2, '<', 1] },
    { 'anything-but': [0, 100] },
    { 'anything-but': 1 },
    { exists: true },
    { exists: false },
  ),
)
const listOf = (condition: fc.Arbitrary<unknown>) =>
  fc.array(condition, { minLength: 1, maxLength: 2 })

/** Each key holds values of one type: what fauxqs makes of others is in its table of lacks. */
const flat = {
  text: listOf(ofText),
  other: listOf(ofText),
  number: listOf(ofNumber),
}
const some = fc.record(flat, { requiredKeys: [] })
const one = fc.oneof(...Object.entries(flat).map(([key, list]) => fc.record({ [key]: list })))
const alternatives = fc.record({ $or: fc.tuple(one, one) })
const join = (...parts: readonly object[]): object => Object.assign({}, ...parts) as object // of plain objects
const byAttributes = fc.oneof(
  some,
  fc.tuple(some, alternatives).map((parts) => join(...parts)),
)
const nested = fc.record({ at: fc.record({ text: flat.text, number: flat.number }) })
const byBody = fc.oneof(
  byAttributes,
  fc.tuple(byAttributes, nested).map((parts) => join(...parts)),
  fc.record({ flag: listOf(flags) }),
)

const attributes = fc.record({ text: texts, other: texts, number: numbers }, { requiredKeys: [] })
const bodies = fc.record(
  {
    text: texts,
    other: texts,
    number: numbers,
    flag: flags,
    at: fc.record({ text: texts, number: numbers }, { requiredKeys: [] }),
  },
  { requiredKeys: ['number'] },
)

const seed = 20_261_123
const sampled = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] =>
  fc.sample(arbitrary, { seed, numRuns })

function toAttribute(value: string | number): FilterAttribute {
  return { type: typeof value === 'number' ? 'Number' : 'String', value: String(value) }
}

const messages: FilterMessage[] = sampled(fc.tuple(attributes, bodies), 30).map(
  ([named, body], index) => ({
    // Told apart by a property that no policy names.
    body: JSON.stringify({ index, ...body }),
    attributes: Object.fromEntries(
      Object.entries(named).map(([name, value]) => [name, toAttribute(value)]),
    ),
  }),
)
const filters: Filter[] = [
  ...sampled(byAttributes, 40).map((policy) => ({ scope: 'MessageAttributes', policy }) as const),
  ...sampled(byBody, 40).map((policy) => ({ scope: 'MessageBody', policy }) as const),
].filter(({ policy }) => Object.keys(policy).length > 0)

function decided({ scope, policy }: Filter, message: FilterMessage): boolean {
  const parsed = parsePolicy(JSON.stringify(policy), scope)
  if (parsed.policy === undefined) throw new Error(JSON.stringify(parsed.findings))
  return decide(parsed.policy, message)
}

describe('a decision, and what fauxqs delivers', () => {
  let emulator: Emulator
  let sns: SNSClient
  let sqs: SQSClient

  beforeAll(async () => {
    emulator = await startFauxqs()
    sns = snsClientFor(emulator.endpoint)
    sqs = sqsClientFor(emulator.endpoint)
  })
  afterAll(async () => {
    sns.destroy()
    sqs.destroy()
    await emulator.close()
  })

  /** A topic with a queue for each filter, which gets the bare body. */
  async function subscribeAll(name: string, all: readonly Filter[]) {
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: name }))
    const queueUrls: string[] = []
    await makeMany(all.length, async (index) => {
      const filter = all[index]
      queueUrls[index] = await createQueue(sqs, `${name}-${String(index)}`)
      await sns.send(
        new SubscribeCommand({
          TopicArn,
          Protocol: 'sqs',
          Endpoint: `arn:aws:sqs:us-east-1:000000000000:${name}-${String(index)}`,
          Attributes: {
            FilterPolicy: JSON.stringify(filter?.policy),
            FilterPolicyScope: filter?.scope ?? 'MessageBody',
            RawMessageDelivery: 'true',
          },
        }),
      )
    })
    return { TopicArn, queueUrls }
  }

  async function publish(TopicArn: string | undefined, message: FilterMessage): Promise<void> {
    const named = Object.entries(message.attributes).map(([name, { type, value }]) => [
      name,
      type === 'Binary'
        ? { DataType: type, BinaryValue: Buffer.from(value, 'base64') }
        : { DataType: type, StringValue: value },
    ])
    const MessageAttributes = Object.fromEntries(named) as Record<string, { DataType: string }> // as made above
    await sns.send(new PublishCommand({ TopicArn, Message: message.body, MessageAttributes }))
  }

  async function receiveAll(QueueUrl: string | undefined): Promise<string[]> {
    const bodies: string[] = []
    for (;;) {
      const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 })
      const { Messages = [] } = await sqs.send(command)
      if (Messages.length === 0) return bodies
      bodies.push(...Messages.map(({ Body = '' }) => Body))
    }
  }

  it('agree on every message and policy of what both know', async () => {
    const { TopicArn, queueUrls } = await subscribeAll('agree', filters)
    for (const message of messages) await publish(TopicArn, message)
    const differing: unknown[] = []
    let delivered = 0
    await makeMany(filters.length, async (index) => {
      const filter = filters[index]
      if (filter === undefined) return
      const got = new Set(await receiveAll(queueUrls[index]))
      delivered += got.size
      for (const message of messages) {
        if (decided(filter, message) !== got.has(message.body)) differing.push({ filter, message })
      }
    })
    expect(differing).toEqual([])
    // Neither all nor nothing: the sample says something.
    expect(delivered / (filters.length * messages.length)).toBeGreaterThan(0.1)
    expect(delivered / (filters.length * messages.length)).toBeLessThan(0.7)
  })

  it('disagree where fauxqs is known to, and nowhere has it been mended', async () => {
    const mended: string[] = []
    for (const [index, { what, message, passes, ...filter }] of fauxqsFilterLacks.entries()) {
      expect([what, decided(filter, message)]).toEqual([what, passes])
      const { TopicArn, queueUrls } = await subscribeAll(`lack-${String(index)}`, [filter])
      await publish(TopicArn, message)
      const got = await receiveAll(queueUrls[0])
      if (got.length > 0 === passes) mended.push(what)
    }
    expect(mended).toEqual([])
  })
})
