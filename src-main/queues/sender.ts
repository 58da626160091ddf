import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { messageIdSchema } from '#contract'
import type { MessageId, OutgoingMessage, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { checkMessage, rulesByName } from './message-check.ts'
import { toSdkMessage } from './sdk-message.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

export interface Addressed extends OutgoingMessage {
  queueUrl: QueueUrl
}

export interface Sent {
  messageId: MessageId
  sequenceNumber?: string
  requestId: string | undefined
}

/**
 * Sends one message exactly once: the client never retries, and when no answer comes the error says that the effect
 * is not known.
 */
export async function sendMessage(session: Session, message: Addressed): Promise<Sent> {
  const { queueUrl } = message
  checkMessage(message, rulesByName(queueUrl))
  const client = sqsClient(session, 'change')
  const command = new SendMessageCommand({ QueueUrl: queueUrl, ...toSdkMessage(message) })
  return session.call(sqsFacts('SendMessage', 'change'), async () => {
    const answer = await client.send(command)
    return {
      // Read inside the call: an answer without an id is a damaged one, and the message may be in the queue.
      messageId: messageIdSchema.parse(answer.MessageId),
      ...(answer.SequenceNumber === undefined ? {} : { sequenceNumber: answer.SequenceNumber }),
      requestId: answer.$metadata.requestId,
    }
  })
}
