import type { Queue } from '#contract'
import type { DepthBook } from './depth-book.ts'

/** Which queue of a list is whose dead-letter queue, as far as their attributes have been read. */
export interface QueueLinks {
  /** From a queue's URL to its dead-letter queue, where that is in the list. */
  deadLetterOf: ReadonlyMap<string, Queue>
  /** From a dead-letter queue's URL to the names of the queues that send there. */
  sourcesOf: ReadonlyMap<string, readonly string[]>
}

/** `arn:aws:sqs:region:account:name` and `…/account/name` share their last two parts. */
function keyOfArn(arn: string): string {
  return arn.split(':').slice(-2).join('/')
}

function keyOfUrl(queueUrl: string): string {
  return queueUrl.split('/').slice(-2).join('/')
}

export function linkQueues(queues: readonly Queue[], book: DepthBook): QueueLinks {
  const byKey = new Map(queues.map((queue) => [keyOfUrl(queue.queueUrl), queue]))
  const deadLetterOf = new Map<string, Queue>()
  const sourcesOf = new Map<string, string[]>()
  for (const { queueUrl, name } of queues) {
    const arn = book.find(queueUrl)?.depth?.deadLetterArn
    const deadLetter = arn === undefined ? undefined : byKey.get(keyOfArn(arn))
    if (deadLetter === undefined) continue
    deadLetterOf.set(queueUrl, deadLetter)
    sourcesOf.set(deadLetter.queueUrl, [...(sourcesOf.get(deadLetter.queueUrl) ?? []), name])
  }
  return { deadLetterOf, sourcesOf }
}
