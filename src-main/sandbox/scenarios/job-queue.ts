import { PurgeQueueCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { z } from '#contract/z'
import { ensureQueues } from '../queue-setup.ts'
import { openWorldQueue } from '../world-queue.ts'
import { queuesOf } from './scenario-plans.ts'
import type { ScenarioPlan } from './scenario-plans.ts'
import type { JobQueue } from './scenario-ports.ts'

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

async function idsIn(endpoint: string, name: string): Promise<Set<string>> {
  const answer = await fetch(new URL(`/_fauxqs/queues/${name}`, endpoint))
  const { messages } = stateSchema.parse(await answer.json())
  const { ready, delayed, inflight } = messages
  const all = [...ready, ...delayed, ...inflight.map((each) => each.message)]
  return new Set(all.map(({ body }) => idOf(body)))
}

export interface OpenedQueue extends JobQueue {
  readonly queueUrl: string
  readonly deadUrl: string
}

/** The queues of a scenario, made if they are missing, and empty. */
export async function openJobQueue(
  client: SQSClient,
  endpoint: string,
  plan: ScenarioPlan,
): Promise<OpenedQueue> {
  const { urls } = await ensureQueues(client, queuesOf(plan))
  const queueUrl = urls.get(plan.queue) ?? ''
  const deadUrl = urls.get(`${plan.queue}-dlq`) ?? ''
  for (const QueueUrl of [queueUrl, deadUrl]) await client.send(new PurgeQueueCommand({ QueueUrl }))
  const queue = openWorldQueue(client, queueUrl)
  return {
    queueUrl,
    deadUrl,
    send: (id) => queue.send([{ body: JSON.stringify({ id, scenario: plan.queue }) }]),
    async receive(max, visibilityS) {
      const jobs = await queue.receive(max, visibilityS)
      return jobs.map(({ handle, body }) => ({ handle, id: idOf(body) }))
    },
    remove: ({ handle, id }) => queue.remove([{ handle, body: id }]),
    // One after the other: what moves between the two is then in both rather than in neither.
    async held() {
      const inQueue = await idsIn(endpoint, plan.queue)
      return { queue: inQueue, dead: await idsIn(endpoint, `${plan.queue}-dlq`) }
    },
  }
}
