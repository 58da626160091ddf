import type { OutgoingMessage } from './message-limits.ts'

/** What stands in for the placeholders of one message. */
export interface PlaceholderValues {
  /** From 1. */
  index: number
  /** The same wherever it stands in one message, so that a body can carry its deduplication id. */
  uuid: string
  /** ISO 8601, UTC, in milliseconds. */
  now: string
}

/** `{{index}}`, `{{uuid}}` and `{{now}}`; any other text in braces is left as it is. */
const PLACEHOLDER = /\{\{(index|uuid|now)\}\}/g

export function expandText(text: string, values: PlaceholderValues): string {
  if (!text.includes('{{')) return text
  return text.replace(PLACEHOLDER, (_whole, name: keyof PlaceholderValues) => String(values[name]))
}

/** One message of a repeated one. Binary values and attribute names are left alone. */
export function expandMessage<T extends OutgoingMessage & { subject?: string | undefined }>(
  template: T,
  values: PlaceholderValues,
): T {
  const { body, subject, attributes, groupId, deduplicationId } = template
  return {
    ...template,
    body: expandText(body, values),
    ...(subject === undefined ? {} : { subject: expandText(subject, values) }),
    ...(attributes === undefined
      ? {}
      : {
          attributes: attributes.map((each) =>
            each.encoding === 'text' ? { ...each, value: expandText(each.value, values) } : each,
          ),
        }),
    ...(groupId === undefined ? {} : { groupId: expandText(groupId, values) }),
    ...(deduplicationId === undefined
      ? {}
      : { deduplicationId: expandText(deduplicationId, values) }),
  }
}
