import type { MessageAttribute } from '#contract'
import { findForbiddenCharacter } from './forbidden-character.ts'

export const attributeKinds = ['String', 'Number', 'Binary'] as const
export type AttributeKind = (typeof attributeKinds)[number]

/** One row of the attribute editor. `id` keeps the row's focus when another one goes. */
export interface DraftAttribute {
  id: string
  name: string
  kind: AttributeKind
  /** The custom part of the type: `int` in `Number.int`. */
  suffix: string
  /** Text, or base64 for `Binary`. */
  value: string
}

export type AttributeProblem =
  | 'nameMissing'
  | 'nameInvalid'
  | 'nameReserved'
  | 'nameTwice'
  | 'suffixInvalid'
  | 'valueMissing'
  | 'valueNumber'
  | 'valueBase64'
  | 'valueForbidden'

/** Letters, digits, `_`, `-` and `.`, but no period at either end and no two in a row (`SendMessage`). */
const NAME = /^(?!\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/
/** AWS keeps these beginnings, in any case, for itself. */
const RESERVED = /^(aws|amazon)\./i
const SUFFIX = /^[\w.-]{0,240}$/
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
/** "Number can have up to 38 digits of precision" (SQS developer guide, message attributes). */
const NUMBER_MAX_DIGITS = 38
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function significantDigits(text: string): number {
  const [mantissa = ''] = text.toLowerCase().split('e')
  return mantissa.replace(/[^0-9]/g, '').replace(/^0+/, '').length
}

function findNameProblem(name: string, others: readonly string[]): AttributeProblem | undefined {
  if (name === '') return 'nameMissing'
  if (RESERVED.test(name)) return 'nameReserved'
  if (!NAME.test(name)) return 'nameInvalid'
  return others.includes(name) ? 'nameTwice' : undefined
}

function isNumber(value: string): boolean {
  return NUMBER.test(value) && significantDigits(value) <= NUMBER_MAX_DIGITS
}

function findValueProblem({ kind, value }: DraftAttribute): AttributeProblem | undefined {
  if (value === '') return 'valueMissing'
  if (kind === 'Number') return isNumber(value) ? undefined : 'valueNumber'
  if (kind === 'Binary') return BASE64.test(value) ? undefined : 'valueBase64'
  return findForbiddenCharacter(value) === undefined ? undefined : 'valueForbidden'
}

/** The first thing SQS would refuse about one attribute, given the names before it. */
export function findAttributeProblem(
  attribute: DraftAttribute,
  namesBefore: readonly string[],
): AttributeProblem | undefined {
  return (
    findNameProblem(attribute.name, namesBefore) ??
    (SUFFIX.test(attribute.suffix) ? undefined : 'suffixInvalid') ??
    findValueProblem(attribute)
  )
}

/** The row as the contract wants it. */
export function toAttribute({ name, kind, suffix, value }: DraftAttribute): MessageAttribute {
  const dataType = suffix === '' ? kind : `${kind}.${suffix}`
  return { name, dataType, value, encoding: kind === 'Binary' ? 'base64' : 'text' }
}
