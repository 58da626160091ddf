import { useQueryClient } from '@tanstack/react-query'
import type { Connection, MessageId, QueueUrl } from '#contract'
import { useOperation } from '../../api/use-operation.ts'
import type { WeirError } from '../../api/weir-error.ts'
import { mergeLook } from '../../parts/seen-messages.ts'
import type { QueueMemory } from './queue-memory.ts'

export interface Looks {
  look: (acceptMoves?: MessageId[]) => Promise<void>
  pending: boolean
  error: WeirError | undefined
  dismiss: () => void
}

/** Makes looks at one queue and keeps what they bring in its memory. */
export function useLooks(connection: Connection, queueUrl: QueueUrl, memory: QueueMemory): Looks {
  const queries = useQueryClient()
  const { run, pending, error, reset } = useOperation('messages.look')

  const look = async (acceptMoves?: MessageId[]): Promise<void> => {
    const max = memory.max.get()
    const outcome = await run({
      connectionId: connection.id,
      queueUrl,
      max,
      ...(acceptMoves === undefined ? {} : { acceptMoves }),
    })
    if (outcome.state === 'done') {
      const seen = mergeLook(memory.seen.get(), { ...outcome.output, max })
      memory.seen.set(seen)
      if (memory.selectedId.get() === undefined) memory.selectedId.set(seen.messages[0]?.messageId)
    }
    // A look that failed may have been made all the same, so the counts are asked for again either way.
    await Promise.all([
      queries.invalidateQueries({ queryKey: [connection.id, 'messages.estimateLook'] }),
      queries.invalidateQueries({ queryKey: [connection.id, 'messages.get'] }),
    ])
  }
  return { look, pending, error, dismiss: reset }
}
