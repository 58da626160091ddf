import { z } from '#contract/z'
import { concurrently } from '../polling/concurrently.ts'

/** Where emulators usually listen: LocalStack, fauxqs, MiniStack and Floci; ElasticMQ; moto. */
const usualPorts = [4566, 9324, 5000]
const knockTimeoutMs = 800

/** A list of queues (an empty one may be left out) or an AWS error, in SQS's JSON protocol. */
const answerSchema = z
  .strictObject({})
  .or(z.object({ QueueUrls: z.array(z.string()) }))
  .or(z.object({ __type: z.string() }))

/** What answers a wish for a list in SQS's words is an emulator of it. */
async function answersLikeSqs(endpoint: string, timeoutMs: number): Promise<boolean> {
  try {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AmazonSQS.ListQueues',
        authorization: 'AWS4-HMAC-SHA256 Credential=weir/20260101/us-east-1/sqs/aws4_request',
      },
      body: '{"MaxResults":1}',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return answerSchema.safeParse(await answer.json()).success
  } catch {
    return false // nobody there, or somebody who does not speak SQS: either way no emulator
  }
}

export interface FoundEmulator {
  endpoint: string
  port: number
}

/** Knocks on this machine's usual ports; nothing else is ever asked. */
export async function findEmulators(
  ports: readonly number[] = usualPorts,
  timeoutMs = knockTimeoutMs,
): Promise<FoundEmulator[]> {
  const found: FoundEmulator[] = []
  await concurrently(ports, ports.length, async (port) => {
    const endpoint = `http://127.0.0.1:${String(port)}`
    if (await answersLikeSqs(endpoint, timeoutMs)) found.push({ endpoint, port })
  })
  return found.sort((a, b) => a.port - b.port)
}
