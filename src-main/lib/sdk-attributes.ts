import type { MessageAttribute } from '#contract'

/** A message attribute as the SDK's clients of SQS and SNS both take it. */
export interface SdkAttribute {
  DataType: string
  StringValue?: string
  BinaryValue?: Uint8Array
}

function toSdkAttribute({ dataType, value, encoding }: MessageAttribute): SdkAttribute {
  return encoding === 'base64'
    ? { DataType: dataType, BinaryValue: Buffer.from(value, 'base64') }
    : { DataType: dataType, StringValue: value }
}

/** Absent where there are none: an empty map is refused by some emulators. */
export function sdkAttributes(attributes: readonly MessageAttribute[] = []): {
  MessageAttributes?: Record<string, SdkAttribute>
} {
  if (attributes.length === 0) return {}
  const entries = attributes.map((each) => [each.name, toSdkAttribute(each)] as const)
  return { MessageAttributes: Object.fromEntries(entries) }
}
