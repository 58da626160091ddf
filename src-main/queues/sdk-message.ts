import type { MessageAttributeValue } from '@aws-sdk/client-sqs'
import type { MessageAttribute, OutgoingMessage } from '#contract'

function toSdkAttribute(attribute: MessageAttribute): MessageAttributeValue {
  const { dataType, value, encoding } = attribute
  return encoding === 'base64'
    ? { DataType: dataType, BinaryValue: Buffer.from(value, 'base64') }
    : { DataType: dataType, StringValue: value }
}

function toSdkAttributes(
  attributes: readonly MessageAttribute[],
): Record<string, MessageAttributeValue> {
  return Object.fromEntries(attributes.map((each) => [each.name, toSdkAttribute(each)]))
}

/** What `SendMessage` and an entry of `SendMessageBatch` share; what is not given is not sent. */
export function toSdkMessage(message: OutgoingMessage) {
  const { attributes = [] } = message
  return {
    MessageBody: message.body,
    ...(attributes.length === 0 ? {} : { MessageAttributes: toSdkAttributes(attributes) }),
    ...(message.delaySeconds === undefined ? {} : { DelaySeconds: message.delaySeconds }),
    ...(message.groupId === undefined ? {} : { MessageGroupId: message.groupId }),
    ...(message.deduplicationId === undefined
      ? {}
      : { MessageDeduplicationId: message.deduplicationId }),
  }
}
