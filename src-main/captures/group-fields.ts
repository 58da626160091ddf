import type { GroupField } from '#contract'
import { findDigits } from '../expressions/exact-json.ts'
import type { BodyValue } from './body-value.ts'
import type { NewEntry } from './entry-codec.ts'

/** `items[].id` as it stands in a shape, and `items.*.id`, are the same. */
function stepsOf(path: string): string[] {
  return path
    .replaceAll('[]', '.*')
    .split('.')
    .filter((step) => step !== '')
}

function valuesAt(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return [value]
  if (typeof value !== 'object' || value === null || findDigits(value) !== undefined) return []
  if (step === '*') return Object.values(value).flatMap((each) => valuesAt(each, rest))
  // An array has its length, too, which no body says.
  const isThere = Object.hasOwn(value, step) && !(Array.isArray(value) && step === 'length')
  return isThere ? valuesAt(Reflect.get(value, step), rest) : []
}

/** Two ways to write one number are one value, two long numbers are not. */
function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    const digits = findDigits(each)
    if (digits === undefined) return each
    return digits.replace(/\D/g, '').length > 15 ? each : Number(digits)
  })
}

/** The value of a field as JSON; undefined where it is not there. Of several values all, each once. */
function valueOf(entry: NewEntry, value: BodyValue, field: GroupField): string | undefined {
  if (field.in === 'attribute') {
    const found = entry.attributes.find(({ name }) => name === field.name)
    return found === undefined ? undefined : JSON.stringify(found.value)
  }
  if (!('json' in value)) return undefined
  const steps = stepsOf(field.path)
  const texts = valuesAt(value.json, steps).map(toJson)
  if (!steps.includes('*')) return texts[0]
  return texts.length === 0 ? undefined : `[${[...new Set(texts)].toSorted().join(',')}]`
}

export function fieldValues(
  entry: NewEntry,
  value: BodyValue,
  fields: readonly GroupField[],
): (string | undefined)[] {
  return fields.map((field) => valueOf(entry, value, field))
}
