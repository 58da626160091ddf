import { PurgeQueueCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { z } from '#contract/z'
import type { QueuePlan } from '../queue-plans.ts'
import { ensureQueues } from '../queue-setup.ts'
import { openWorldQueue } from '../world-queue.ts'
import { queuesOf } from './scenario-plans.ts'
import type { ScenarioPlan } from './scenario-plans.ts'
import type { Job, JobQueue } from './scenario-ports.ts'

const bodySchema = z.object({ id: z.string() })
const message = z.object({ body: z.string() })
/** fauxqs: `GET /_fauxqs/queues/:name`, the whole state of a queue. */
const stateSchema = z.object({
  messages: z.object({
    ready: z.array(message),
    delayed: z.array(message),
    inflight: z.array(z.object({ message })),
  }),
})

/** What a user sends has whatever body it has; it is called by that. */
function idOf(body: string): string {
  try {
    return bodySchema.parse(JSON.parse(body)).id
  } catch {
    return body
  }
}

/** The ids of everything that the emulator says a queue holds. */
export async function idsIn(endpoint: string, name: string): Promise<Set<string>> {
  const answer = await fetch(new URL(`/_fauxqs/queues/${name}`, endpoint))
  const { messages } = stateSchema.parse(await answer.json())
  const { ready, delayed, inflight } = messages
  const all = [...ready, ...delayed, ...inflight.map((each) => each.message)]
  return new Set(all.map(({ body }) => idOf(body)))
}

/** Makes the queues that are missing, empties all of them, and opens whichever is asked for. */
export async function openEmptyQueues(client: SQSClient, plans: readonly QueuePlan[]) {
  const { urls } = await ensureQueues(client, plans)
  const urlOf = (name: string): string => urls.get(name) ?? ''
  for (const { name } of plans) {
    await client.send(new PurgeQueueCommand({ QueueUrl: urlOf(name) }))
  }
  return (name: string) => {
    const queue = openWorldQueue(client, urlOf(name))
    return {
      queueUrl: urlOf(name),
      send: (id: string) => queue.send([{ body: JSON.stringify({ id, scenario: name }) }]),
      async receive(max: number, visibilityS: number): Promise<Job[]> {
        const jobs = await queue.receive(max, visibilityS)
        return jobs.map(({ handle, body }) => ({ handle, id: idOf(body) }))
      },
      remove: ({ handle, id }: Job) => queue.remove([{ handle, body: id }]),
    }
  }
}

interface OpenedQueue extends JobQueue {
  readonly queueUrl: string
  readonly deadUrl: string
}

/** The queues of a scenario, made if they are missing, and empty. */
export async function openJobQueue(
  client: SQSClient,
  endpoint: string,
  plan: ScenarioPlan,
): Promise<OpenedQueue> {
  const opened = await openEmptyQueues(client, queuesOf(plan))
  const dead = `${plan.queue}-dlq`
  return {
    ...opened(plan.queue),
    deadUrl: opened(dead).queueUrl,
    // One after the other: what moves between the two is then in both rather than in neither.
    async held() {
      const inQueue = await idsIn(endpoint, plan.queue)
      return { queue: inQueue, dead: await idsIn(endpoint, dead) }
    },
  }
}
