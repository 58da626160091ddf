import type { Message, QueueDetail } from '#contract'
import type { Session } from '../../connections/session.ts'
import type { HandleEntry } from '../handle-batch.ts'
import { findMessage } from '../message-mapping.ts'
import { receiveMessages } from '../receive.ts'
import type { Receive } from '../receive.ts'

export interface PageAnswer {
  messages: Message[]
  /** Of them, and of those whose body is not what was sent: hidden, and can be given back. */
  handles: HandleEntry[]
  /** Hidden, and neither to be kept nor to be given back: no id, or no handle. */
  unnamed: number
  isEmpty: boolean
}

/** One receive of a scan, its messages in the contract's shape. */
export async function receivePage(
  session: Session,
  queue: QueueDetail,
  receive: Receive,
): Promise<PageAnswer> {
  const { Messages = [] } = await receiveMessages(session, receive)
  const answer: PageAnswer = {
    messages: [],
    handles: [],
    unnamed: 0,
    isEmpty: Messages.length === 0,
  }
  for (const received of Messages) {
    const message = findMessage(received, queue)
    const { ReceiptHandle: receiptHandle } = received
    if (message === undefined || receiptHandle === undefined) {
      answer.unnamed += 1
      continue
    }
    answer.handles.push({ messageId: message.messageId, receiptHandle })
    if (message.damage === undefined) answer.messages.push(message)
  }
  return answer
}
