import { attributeKinds } from '#contract'
import type { AttributeKind, MessageAttribute } from '#contract'

export { attributeKinds }
export type { AttributeKind }

/** How a binary value is typed. */
export const binaryForms = ['base64', 'hex', 'text'] as const
export type BinaryForm = (typeof binaryForms)[number]

/** One row of the attribute editor. `id` keeps the row's focus when another one goes. */
export interface DraftAttribute {
  id: string
  name: string
  kind: AttributeKind
  /** The custom part of the type: `int` in `Number.int`. */
  suffix: string
  /** As typed; for `Binary` in the form that `form` names. */
  value: string
  /** Absent: base64. */
  form?: BinaryForm
}

/** Pairs of digits, with white space between them as dumps have it. */
const HEX = /^(\s*[0-9a-f]{2})*\s*$/i

/** True for a binary value in hex that is none: it could not even be made into base64. */
export function isBadHex({ kind, form, value }: DraftAttribute): boolean {
  return kind === 'Binary' && form === 'hex' && !HEX.test(value)
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function hexBytes(text: string): Uint8Array {
  const pairs = text.replaceAll(/\s/g, '').match(/../g) ?? []
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16))
}

function binaryValue({ form = 'base64', value }: DraftAttribute): string {
  if (form === 'base64') return value
  if (form === 'hex') return toBase64(hexBytes(value))
  return toBase64(new TextEncoder().encode(value))
}

/** The row as the contract wants it. */
export function toAttribute(attribute: DraftAttribute): MessageAttribute {
  const { name, kind, suffix, value } = attribute
  const dataType = suffix === '' ? kind : `${kind}.${suffix}`
  return kind === 'Binary'
    ? { name, dataType, value: binaryValue(attribute), encoding: 'base64' }
    : { name, dataType, value, encoding: 'text' }
}

/** A row for an attribute that was sent or kept. */
export function fromAttribute({ name, dataType, value }: MessageAttribute): DraftAttribute {
  const [head, ...rest] = dataType.split('.')
  const kind = attributeKinds.find((each) => each === head) ?? 'String'
  return { id: crypto.randomUUID(), name, kind, suffix: rest.join('.'), value }
}
