import { ListQueuesCommand } from '@aws-sdk/client-sqs'
import { expect, it } from 'vitest'
import { createQueue } from '../testing/contract-queues.ts'
import { startFaultyWeir } from '../testing/faulty-weir.ts'

const connectionId = 'sandbox'
const { proxy, sqs, client, newQueue, newestEntry } = await startFaultyWeir()

const newAt = async () => ({ connectionId, queueUrl: await newQueue() })

async function namesOfQueues(prefix: string): Promise<string[]> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: prefix }))
  return QueueUrls.map((url) => url.split('/').at(-1) ?? '').sort()
}

const standard = { type: 'standard' as const, attributes: {}, tags: [] }

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
