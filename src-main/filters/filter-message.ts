import type { Leaf } from './filter-policy.ts'

/** A message attribute as SNS takes it: `String`, `String.Array`, `Number`, `Binary`; the value as text. */
export interface FilterAttribute {
  type: string
  value: string
}

/** What a filter sees of a message. */
export interface FilterMessage {
  body: string
  attributes: Readonly<Record<string, FilterAttribute>>
}

/** What stands under a key: one value, several (an array), an object, or nothing that a filter compares. */
export type Seen =
  | { kind: 'leaf'; value: Leaf }
  | { kind: 'list'; values: readonly unknown[] }
  | { kind: 'object'; value: Record<string, unknown> }
  | { kind: 'absent' }
  /** SNS does not compare it: a binary attribute, a number that is none, a list that is not JSON. */
  | { kind: 'ignored'; type: string }

const absent: Seen = { kind: 'absent' }

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isLeaf(value: unknown): value is Leaf {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

function findList(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

function seenAttribute({ type, value }: FilterAttribute): Seen {
  if (type === 'String') return { kind: 'leaf', value }
  if (type.endsWith('.Array')) {
    const values = findList(value)
    return values === undefined ? { kind: 'ignored', type } : { kind: 'list', values }
  }
  if (type === 'Number' || type.startsWith('Number.')) {
    const number = value.trim() === '' ? Number.NaN : Number(value)
    return Number.isNaN(number) ? { kind: 'ignored', type } : { kind: 'leaf', value: number }
  }
  return type.startsWith('String.') ? { kind: 'leaf', value } : { kind: 'ignored', type }
}

/** Own keys only: a policy may ask for one that is called `constructor`. */
export function seeAttribute(attributes: FilterMessage['attributes'], key: string): Seen {
  const attribute = Object.hasOwn(attributes, key) ? attributes[key] : undefined
  return attribute === undefined ? absent : seenAttribute(attribute)
}

export function seeProperty(body: Record<string, unknown>, key: string): Seen {
  if (!Object.hasOwn(body, key)) return absent
  const value = body[key]
  if (Array.isArray(value)) return { kind: 'list', values: value }
  if (isObject(value)) return { kind: 'object', value }
  return isLeaf(value) ? { kind: 'leaf', value } : absent
}
