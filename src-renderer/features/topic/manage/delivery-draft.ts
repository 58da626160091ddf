import { deliverySections } from '#contract'
import type { DeliveryOwner } from '#contract'

type Json = Readonly<Record<string, unknown>>

export type DeliverySection = keyof (typeof deliverySections)[DeliveryOwner]

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string): Json {
  const read: unknown = text.trim() === '' ? {} : JSON.parse(text)
  return isObject(read) ? read : {}
}

function objectIn(outer: Json, name: string): Json {
  const inner = outer[name]
  return isObject(inner) ? inner : {}
}

function put(outer: Json, name: string, value: unknown): Json {
  const { [name]: _, ...rest } = outer
  const isEmpty = value === undefined || (isObject(value) && Object.keys(value).length === 0)
  return isEmpty ? rest : { ...rest, [name]: value }
}

function toText(policy: Json): string {
  return Object.keys(policy).length === 0 ? '' : JSON.stringify(policy, null, 2)
}

/** A number where one was typed, so that JSON has it as such; nothing takes the field out. */
export function fieldValue(text: string): string | number | undefined {
  if (text === '') return undefined
  return /^-?\d{1,9}$/.test(text) ? Number(text) : text
}

interface FieldChange {
  owner: DeliveryOwner
  section: DeliverySection
  name: string
  value: unknown
}

/** The policy with one field set or taken out; what else stands there stays. */
export function setDeliveryField(
  text: string,
  { owner, section, name, value }: FieldChange,
): string {
  const policy = parse(text)
  const isOwn = owner === 'subscription'
  const http = isOwn ? policy : objectIn(policy, 'http')
  const key = deliverySections[owner][section]
  const changed = put(http, key, put(objectIn(http, key), name, value))
  return toText(isOwn ? changed : put(policy, 'http', changed))
}

export function setDisableOverrides(text: string, isDisabled: boolean): string {
  const policy = parse(text)
  const http = objectIn(policy, 'http')
  const value = isDisabled ? true : undefined
  return toText(put(policy, 'http', put(http, 'disableSubscriptionOverrides', value)))
}
