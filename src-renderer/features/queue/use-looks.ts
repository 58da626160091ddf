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
  const quick = useOperation('messages.look')
  const hold = useOperation('messages.hold')

  const dismiss = (): void => {
    quick.reset()
    hold.reset()
  }
  const look = async (acceptMoves?: MessageId[]): Promise<void> => {
    const max = memory.max.get()
    const input = {
      connectionId: connection.id,
      queueUrl,
      max,
      ...(acceptMoves === undefined ? {} : { acceptMoves }),
    }
    // The refusal of the other kind of look is answered.
    dismiss()
    const outcome =
      memory.mode.get() === 'hold'
        ? await hold.run({ ...input, hideSeconds: memory.hideSeconds.get() })
        : await quick.run(input)
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
  const pending = quick.pending || hold.pending
  return { look, pending, error: quick.error ?? hold.error, dismiss }
}
