import type { OutgoingMessage } from '#contract'
import { sdkAttributes } from '../lib/sdk-attributes.ts'

/** What `SendMessage` and an entry of `SendMessageBatch` share; what is not given is not sent. */
export function toSdkMessage(message: OutgoingMessage) {
  return {
    MessageBody: message.body,
    ...sdkAttributes(message.attributes),
    ...(message.delaySeconds === undefined ? {} : { DelaySeconds: message.delaySeconds }),
    ...(message.groupId === undefined ? {} : { MessageGroupId: message.groupId }),
    ...(message.deduplicationId === undefined
      ? {}
      : { MessageDeduplicationId: message.deduplicationId }),
    ...(message.traceHeader === undefined
      ? {}
      : {
          MessageSystemAttributes: {
            AWSTraceHeader: { DataType: 'String', StringValue: message.traceHeader },
          },
        }),
  }
}
