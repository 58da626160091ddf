/** What SQS allows of one message attribute: name, type with its custom part, value. */
import type { MessageAttribute } from './messages.ts'

export const attributeKinds = ['String', 'Number', 'Binary'] as const
export type AttributeKind = (typeof attributeKinds)[number]

export type MessageAttributeProblem =
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
/** 256 characters at most, the custom part after a period (SQS developer guide, message attributes). */
const TYPE = /^(String|Number|Binary)(\.[\w.-]{1,240})?$/
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
/** "Number can have up to 38 digits of precision" (SQS developer guide, message attributes). */
const NUMBER_MAX_DIGITS = 38
/** Base64 with a mistake in it would be sent as other bytes than the user sees. */
const BASE64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/

function significantDigits(text: string): number {
  const [mantissa = ''] = text.toLowerCase().split('e')
  return mantissa.replace(/[^0-9]/g, '').replace(/^0+/, '').length
}

function findNameProblem(
  name: string,
  others: readonly string[],
): MessageAttributeProblem | undefined {
  if (name === '') return 'nameMissing'
  if (RESERVED.test(name)) return 'nameReserved'
  if (!NAME.test(name)) return 'nameInvalid'
  return others.includes(name) ? 'nameTwice' : undefined
}

function isNumber(value: string): boolean {
  return NUMBER.test(value) && significantDigits(value) <= NUMBER_MAX_DIGITS
}

/** `Number` of `Number.int`. */
export function findAttributeKind(dataType: string): AttributeKind | undefined {
  return attributeKinds.find((kind) => dataType === kind || dataType.startsWith(`${kind}.`))
}

type FindForbidden = (text: string) => unknown

function findValueProblem(
  { dataType, value, encoding }: MessageAttribute,
  findForbidden: FindForbidden,
): MessageAttributeProblem | undefined {
  if (value === '') return 'valueMissing'
  const isBinary = findAttributeKind(dataType) === 'Binary'
  if (isBinary || encoding === 'base64')
    return isBinary && encoding === 'base64' && BASE64.test(value) ? undefined : 'valueBase64'
  if (findAttributeKind(dataType) === 'Number') return isNumber(value) ? undefined : 'valueNumber'
  return findForbidden(value) === undefined ? undefined : 'valueForbidden'
}

/** The first thing SQS would refuse about one attribute, given the names before it. */
export function findMessageAttributeProblem(
  attribute: MessageAttribute,
  namesBefore: readonly string[],
  findForbidden: FindForbidden,
): MessageAttributeProblem | undefined {
  return (
    findNameProblem(attribute.name, namesBefore) ??
    (TYPE.test(attribute.dataType) ? undefined : 'suffixInvalid') ??
    findValueProblem(attribute, findForbidden)
  )
}
