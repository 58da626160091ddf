import type { SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { MoveTask, QueueUrl } from '#contract'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue, wireDeadLetters } from '../testing/contract-queues.ts'
import { takeBodies } from '../testing/counted-queue.ts'
import { lacks, sqsEmulators } from '../testing/emulator-lacks.ts'
import { sqsClientFor } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'
import { fill, numbered } from '../testing/followed-move.ts'

const connectionId = 'sandbox'
const TASK_MS = 20_000

const all = (count: number) =>
  numbered(count)
    .map(({ MessageBody }) => MessageBody)
    .sort()

describe.each(sqsEmulators)('move tasks on $name', ({ name, start }) => {
  let emulator: Emulator
  let sqs: SQSClient
  let composed: ComposedWeir
  let made = 0
  beforeAll(async () => {
    emulator = await start()
    sqs = sqsClientFor(emulator.endpoint)
    composed = composeForTest(emulator.endpoint)
  })
  afterAll(async () => {
    await composed.close()
    await emulator.close()
  })

  /** A dead-letter queue with messages in it, and the queue that sends its dead letters there. */
  const deadLetters = async (count: number) => {
    const to = await createQueue(sqs, `tasks-${String((made += 1))}`)
    const queueUrl = await createQueue(sqs, `tasks-${String(made)}-dlq`)
    await wireDeadLetters(sqs, { from: to, to: queueUrl, maxReceiveCount: 3 })
    await fill(sqs, queueUrl, numbered(count))
    return { at: { connectionId, queueUrl }, to }
  }
  const list = (at: { connectionId: string; queueUrl: QueueUrl }) => composed.client.tasks.list(at)
  const newestOf = async (
    at: { connectionId: string; queueUrl: QueueUrl },
    state: MoveTask['state'],
  ) =>
    vi.waitFor(
      async () => {
        const [task] = (await list(at)).tasks
        expect(task?.state).toBe(state)
        return task
      },
      { timeout: TASK_MS },
    )

  if (lacks[name].has('move-tasks')) {
    it('says that the service has none, and what a start is refused with', async () => {
      const { at } = await deadLetters(1)
      expect(await list(at)).toMatchObject({ isOffered: false, tasks: [] })
      await expect(composed.client.tasks.start(at)).rejects.toMatchObject({
        data: { effectUnknown: false, params: { action: 'sqs:StartMessageMoveTask' } },
      })
      expect(await takeBodies(sqs, at.queueUrl)).toHaveLength(1)
    })
    return
  }

  it('moves all messages to the queue that was named, and says so', async () => {
    const { at, to } = await deadLetters(120)
    expect(await list(at)).toMatchObject({ isOffered: true, tasks: [] })
    const { taskHandle } = await composed.client.tasks.start({ ...at, toUrl: to })
    expect(taskHandle).toBeDefined()
    expect(await newestOf(at, 'completed')).toMatchObject({ moved: 120 })
    expect((await takeBodies(sqs, to)).toSorted()).toEqual(all(120))
    expect(await takeBodies(sqs, at.queueUrl)).toEqual([])
    const { entries } = await composed.client.journal.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ operation: 'tasks.start', outcome: 'done' })
    expect(entries[0]?.commands?.join(' ')).toContain('start-message-move-task')
  })

  it('keeps to its rate, is cancelled, and between the two queues nothing is lost', async () => {
    const { at, to } = await deadLetters(60)
    const { taskHandle } = await composed.client.tasks.start({
      ...{ ...at, toUrl: to },
      maxPerSecond: 5,
    })
    const running = await newestOf(at, 'running')
    expect(running).toMatchObject({ taskHandle, maxPerSecond: 5 })
    if (running?.taskHandle === undefined) throw new Error('a running task has a handle')
    await composed.client.tasks.cancel({ ...at, taskHandle: running.taskHandle })
    const cancelled = await newestOf(at, 'cancelled')
    expect(cancelled?.taskHandle).toBeUndefined()
    const moved = await takeBodies(sqs, to)
    const left = await takeBodies(sqs, at.queueUrl)
    expect(moved.length).toBeLessThan(60)
    expect([...moved, ...left].sort()).toEqual(all(60))
  })

  it('a second task of a queue is refused while one runs; the first is in the list, whoever started it', async () => {
    const { at, to } = await deadLetters(40)
    const input = { ...at, toUrl: to, maxPerSecond: 1 }
    const { taskHandle } = await composed.client.tasks.start(input)
    await expect(composed.client.tasks.start(input)).rejects.toMatchObject({
      data: { effectUnknown: false },
    })
    const { tasks } = await list(at)
    expect(tasks.map((task) => task.state)).toEqual(['running'])
    if (taskHandle !== undefined) await composed.client.tasks.cancel({ ...at, taskHandle })
  })
})
