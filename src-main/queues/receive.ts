import { ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { ReceiveMessageCommandOutput } from '@aws-sdk/client-sqs'
import type { QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { receiveClient, sqsFacts } from './sqs.ts'

export interface Receive {
  queueUrl: QueueUrl
  max: number
  /** 0 hides nothing. */
  hideSeconds: number
  /** 0 asks some of SQS's servers only; more asks all of them, and waits for a message so long. */
  waitSeconds: number
}

/** One receive with all that belongs to a message, made once and never cut: a cut one would hide messages unseen. */
export async function receiveMessages(
  session: Session,
  { queueUrl, max, hideSeconds, waitSeconds }: Receive,
): Promise<ReceiveMessageCommandOutput> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: max,
    VisibilityTimeout: hideSeconds,
    WaitTimeSeconds: waitSeconds,
    MessageAttributeNames: ['All'],
    // Both names of the same wish: some emulators know only the old one.
    // oxlint-disable-next-line typescript/no-deprecated -- local-aws-sqs answers only to this one
    AttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  })
  const client = receiveClient(session)
  return session.call(sqsFacts('ReceiveMessage', 'change'), () => client.send(command))
}
