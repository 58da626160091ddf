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

/** The texts of a message that placeholders may stand in, beside the body. */
const FIELDS = ['subject', 'groupId', 'deduplicationId', 'partitionKey', 'explicitHashKey'] as const

type Expandable = OutgoingMessage &
  Partial<Record<(typeof FIELDS)[number], string | undefined>> & { isBase64?: boolean | undefined }

/** One message of a repeated one. Binary bodies and values, and attribute names, are left alone. */
export function expandMessage<T extends Expandable>(template: T, values: PlaceholderValues): T {
  const { body, isBase64, attributes } = template
  const expanded = { ...template, body: isBase64 === true ? body : expandText(body, values) }
  for (const field of FIELDS) {
    const text = template[field]
    if (text !== undefined) Object.assign(expanded, { [field]: expandText(text, values) })
  }
  if (attributes === undefined) return expanded
  return {
    ...expanded,
    attributes: attributes.map((each) =>
      each.encoding === 'text' ? { ...each, value: expandText(each.value, values) } : each,
    ),
  }
}
