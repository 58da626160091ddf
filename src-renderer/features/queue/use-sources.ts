import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/read.ts'
import { nameOfArn } from './queue-facts.ts'
import type { QueueFacts } from './queue-facts.ts'
import type { QueueMemory } from './queue-memory.ts'
import { useKept } from './use-kept.ts'

/** Who sends here: by SQS, or by the redrive policies read, and by what messages seen here say of themselves. */
export function useSources({ connection, queueUrl }: QueueFacts, memory: QueueMemory): string[] {
  const { messages } = useKept(memory.seen)
  const { data } = useQuery(read('queues.listSources', { connectionId: connection.id, queueUrl }))
  const told = messages.flatMap(({ deadLetterSourceArn: arn }) =>
    arn === undefined ? [] : [nameOfArn(arn)],
  )
  const listed = data?.sources.map(({ name }) => name) ?? []
  return [...new Set([...listed, ...told])].sort()
}
