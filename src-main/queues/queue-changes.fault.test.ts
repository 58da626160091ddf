import { ListQueuesCommand } from '@aws-sdk/client-sqs'
import { describe, expect, it } from 'vitest'
import { tokenOfRefusal } from '../testing/confirmation-token.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { startFaultyWeir } from '../testing/faulty-weir.ts'

const connectionId = 'sandbox'
const { proxy, sqs, client, newQueue, newestEntry } = await startFaultyWeir()
let made = 0

const newAt = async () => ({ connectionId, queueUrl: await newQueue() })

async function namesOfQueues(prefix: string): Promise<string[]> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: prefix }))
  return QueueUrls.map((url) => url.split('/').at(-1) ?? '').sort()
}

const standard = { type: 'standard' as const, attributes: {}, tags: [] }

/** Every change, ready to be made: each with the one call that it must make no more than once. */
const changes: [action: string, prepare: () => Promise<() => Promise<unknown>>][] = [
  [
    'SetQueueAttributes',
    async () => {
      const input = { ...(await newAt()), changes: { DelaySeconds: '9' }, expected: {} }
      return () => client.queues.setAttributes(input)
    },
  ],
  [
    'TagQueue',
    async () => {
      const input = { ...(await newAt()), set: [{ key: 'a', value: 'b' }], remove: [] }
      return () => client.queues.setTags(input)
    },
  ],
  [
    'UntagQueue',
    async () => {
      const input = { ...(await newAt()), set: [], remove: ['a'] }
      return () => client.queues.setTags(input)
    },
  ],
  [
    'CreateQueue',
    () => {
      const name = `lost-${String((made += 1))}`
      return Promise.resolve(() => client.queues.create({ connectionId, name, ...standard }))
    },
  ],
  [
    'DeleteQueue',
    async () => {
      const at = await newAt()
      const token = await tokenOfRefusal(() => client.queues.delete(at))
      return () => client.queues.delete({ ...at, confirmation: { token } })
    },
  ],
  [
    'PurgeQueue',
    async () => {
      const at = await newAt()
      const token = await tokenOfRefusal(() => client.queues.purge(at))
      return () => client.queues.purge({ ...at, confirmation: { token } })
    },
  ],
]

describe.each(changes)('%s', (action, prepare) => {
  it.each(['lost-reply', 'truncated', 'malformed', 'reset', 'server-error'] as const)(
    '%s: made once, told as uncertain, in the journal too',
    async (fault) => {
      const run = await prepare()
      proxy.inject({ action, times: 1, fault })
      const before = proxy.count(action)
      await expect(run()).rejects.toMatchObject({ data: { effectUnknown: true } })
      expect(proxy.count(action) - before).toBe(1)
      expect(await newestEntry()).toMatchObject({ outcome: 'uncertain' })
    },
  )

  it.each([
    ['access-denied', 'access-denied'],
    ['throttle', 'throttled'],
    ['expired-token', 'credentials-expired'],
  ] as const)('%s: made once, names the action, nothing happened', async (fault, code) => {
    const run = await prepare()
    proxy.inject({ action, times: 1, fault })
    const before = proxy.count(action)
    await expect(run()).rejects.toMatchObject({
      code,
      data: { effectUnknown: false, params: { action: `sqs:${action}` } },
    })
    expect(proxy.count(action) - before).toBe(1)
    expect(await newestEntry()).toMatchObject({ outcome: 'failed', code })
  })
})

it('the second of two queues fails: that the first was made is the answer', async () => {
  const wanted = { connectionId, name: 'pair', ...standard }
  const deadLetter = { kind: 'new' as const, name: 'pair-dlq', maxReceiveCount: 3 }
  proxy.inject({ action: 'GetQueueAttributes', times: 1, fault: 'access-denied' })
  const answer = await client.queues.create({ ...wanted, deadLetter })
  expect(answer).toMatchObject({
    deadLetterQueue: { name: 'pair-dlq' },
    failure: { code: 'access-denied', params: { action: 'sqs:GetQueueAttributes' } },
  })
  expect(answer.queue).toBeUndefined()
  expect(await namesOfQueues('pair')).toEqual(['pair-dlq'])
  expect(await newestEntry()).toMatchObject({ operation: 'queues.create', outcome: 'partly' })
})

it('tags set and their removal lost: told apart, neither repeated', async () => {
  const at = await newAt()
  proxy.inject({ action: 'UntagQueue', times: 1, fault: 'lost-reply' })
  const [tagged, untagged] = ['TagQueue', 'UntagQueue'].map((action) => proxy.count(action))
  const set = [{ key: 'a', value: 'b' }]
  expect(await client.queues.setTags({ ...at, set, remove: ['c'] })).toMatchObject({
    set: 1,
    removed: 0,
    failure: { effectUnknown: true },
  })
  expect(proxy.count('TagQueue') - Number(tagged)).toBe(1)
  expect(proxy.count('UntagQueue') - Number(untagged)).toBe(1)
  expect(await newestEntry()).toMatchObject({ outcome: 'uncertain' })
})

it('a name that is taken is seen even where AWS is asked for nothing else', async () => {
  await createQueue(sqs, 'hidden')
  proxy.inject({ action: 'GetQueueUrl', times: 1, fault: 'access-denied' })
  const changed = { ...standard, attributes: { DelaySeconds: '7' } }
  await expect(
    client.queues.create({ connectionId, name: 'hidden', ...changed }),
  ).rejects.toMatchObject({ code: 'conflict' })
})
