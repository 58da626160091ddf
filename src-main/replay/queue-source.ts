import type { Message, MessageId } from '#contract'
import { messageIdSchema } from '#contract'
import { AppError } from '../lib/app-error.ts'
import type { MoveSource, SourceFacts, Taken } from './move-ports.ts'

/** A queue that messages are taken out of, as SQS' side of a redrive has it. */
interface TakenQueue {
  next(
    most: number,
    signal: AbortSignal,
  ): Promise<{ message: Message; heldUntilMs: number }[] | undefined>
  finish(messageIds: readonly MessageId[]): Promise<('done' | 'kept')[]>
  release(): Promise<void>
  recover(): Promise<void>
  reopen(): void
  facts(): SourceFacts
  readonly isExhausted: boolean
}

/** Nothing is made of a message whose body is not what was sent. */
function assertWhole({ messageId, damage }: Message): void {
  if (damage === undefined) return
  throw new AppError('answer-damaged', 'its body does not fit its checksum', {
    params: { kind: 'message', name: messageId },
  })
}

function toTaken(message: Message, heldUntilMs: number, position: number | undefined): Taken {
  const { messageId, body, preview, decoded: _decoded, attributes, ...facts } = message
  const { receiveCount, groupId, deduplicationId, deadLetterSourceArn, systemAttributes } = facts
  const traceHeader = systemAttributes.find(({ name }) => name === 'AWSTraceHeader')?.value
  return {
    ...{ key: messageId, position, body, preview, heldUntilMs },
    check: () => {
      assertWhole(message)
    },
    facts: {
      ...{ messageId, attributes, systemAttributes, receiveCount },
      ...(groupId === undefined ? {} : { groupId }),
      ...(deduplicationId === undefined ? {} : { deduplicationId }),
      ...(deadLetterSourceArn === undefined ? {} : { deadLetterSourceArn }),
      ...(traceHeader === undefined ? {} : { traceHeader }),
      ...(facts.sentAtMs === undefined ? {} : { sentAtMs: facts.sentAtMs }),
    },
  }
}

const idOf = ({ key }: { key: string }): MessageId => messageIdSchema.parse(key)

/** A queue as the source of a move; `positions` are those of the capture that the messages were chosen from. */
export function queueSource(
  queue: TakenQueue,
  positions: ReadonlyMap<string, number> | undefined,
): MoveSource {
  return {
    next: async (most, { signal }) =>
      (await queue.next(most, signal))?.map(({ message, heldUntilMs }) =>
        toTaken(message, heldUntilMs, positions?.get(message.messageId)),
      ),
    finish: (taken) => queue.finish(taken.map(idOf)),
    release: () => queue.release(),
    recover: () => queue.recover(),
    reopen: () => {
      queue.reopen()
    },
    facts: () => queue.facts(),
    isExhausted: () => queue.isExhausted,
  }
}
