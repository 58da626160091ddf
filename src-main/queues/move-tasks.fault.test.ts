import { expect, it, vi } from 'vitest'
import { createQueue, wireDeadLetters } from '../testing/contract-queues.ts'
import { takeBodies } from '../testing/counted-queue.ts'
import { startLocalSqs } from '../testing/emulators.ts'
import { startFaultyWeir } from '../testing/faulty-weir.ts'
import { fill, numbered, redriveAll } from '../testing/followed-move.ts'

const connectionId = 'sandbox'
const TASK_MS = 20_000
const { proxy, sqs, client, newestEntry } = await startFaultyWeir({ start: startLocalSqs })

async function deadLetters(name: string, count: number) {
  const to = await createQueue(sqs, name)
  const queueUrl = await createQueue(sqs, `${name}-dlq`)
  await wireDeadLetters(sqs, { from: to, to: queueUrl, maxReceiveCount: 3 })
  await fill(sqs, queueUrl, numbered(count))
  return { at: { connectionId, queueUrl }, to }
}

it('a start whose answer is lost is uncertain and made once; the list says what became of it', async () => {
  const { at, to } = await deadLetters('lost', 30)
  proxy.inject({ action: 'StartMessageMoveTask', fault: 'lost-reply' })
  await expect(client.tasks.start({ ...at, toUrl: to })).rejects.toMatchObject({
    code: 'endpoint-unreachable',
    data: { effectUnknown: true },
  })
  expect(proxy.count('StartMessageMoveTask')).toBe(1)
  expect(await newestEntry()).toMatchObject({ operation: 'tasks.start', outcome: 'uncertain' })
  await vi.waitFor(
    async () => {
      const { tasks } = await client.tasks.list(at)
      expect(tasks).toMatchObject([{ state: 'completed', moved: 30 }])
    },
    { timeout: TASK_MS },
  )
  expect(await takeBodies(sqs, to)).toHaveLength(30)
})

it('a start that was refused began nothing, and the list shows none', async () => {
  const { at } = await deadLetters('refused', 3)
  proxy.inject({ action: 'StartMessageMoveTask', fault: 'access-denied' })
  await expect(client.tasks.start(at)).rejects.toMatchObject({
    code: 'access-denied',
    data: { effectUnknown: false, params: { action: 'sqs:StartMessageMoveTask' } },
  })
  expect(await newestEntry()).toMatchObject({ outcome: 'failed' })
  proxy.clear()
  expect((await client.tasks.list(at)).tasks).toEqual([])
  expect(await takeBodies(sqs, at.queueUrl)).toHaveLength(3)
})

it('is not begun while a redrive of Weir may have sent what is still there', async () => {
  const { at, to } = await deadLetters('unsettled', 20)
  proxy.inject({ action: 'SendMessageBatch', times: 1, fault: 'lost-reply' })
  const move = await redriveAll(client, { from: at.queueUrl, to })
  expect(move.counts.unknown).toBe(10)
  const before = proxy.count('StartMessageMoveTask')
  await expect(client.tasks.start({ ...at, toUrl: to })).rejects.toMatchObject({
    code: 'conflict',
    data: { params: { reason: 'redrive-unsettled', count: 10 } },
  })
  expect(proxy.count('StartMessageMoveTask')).toBe(before)
})
