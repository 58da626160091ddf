import type { Message } from '#contract'

/** A message as one JSON document: everything SQS gave, nothing of Weir's own. */
export function messageJson(message: Message): string {
  const { messageId, body, attributes, systemAttributes } = message
  const document = {
    MessageId: messageId,
    Body: body,
    Attributes: Object.fromEntries(systemAttributes.map(({ name, value }) => [name, value])),
    MessageAttributes: Object.fromEntries(
      attributes.map(({ name, dataType, value, encoding }) => [
        name,
        encoding === 'base64'
          ? { DataType: dataType, BinaryValue: value }
          : { DataType: dataType, StringValue: value },
      ]),
    ),
  }
  return JSON.stringify(document, undefined, 2)
}
