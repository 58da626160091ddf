import type { MaskRule } from '#contract'
import { findDigits, parseExactly } from './exact-json.ts'

type Replace = (value: string) => string

function replaceOf({ pattern, replacement }: MaskRule): Replace {
  if (pattern === undefined) return () => replacement
  const sought = new RegExp(pattern, 'gu')
  return (value) => value.replace(sought, () => replacement)
}

function maskedValue(value: unknown, replace: Replace): unknown {
  if (value === null) return null
  if (typeof value === 'string') return replace(value)
  return replace(findDigits(value) ?? JSON.stringify(value))
}

/** The value with what stands at the path replaced; `*` is every name and every index, a number an index. */
function maskedAt(value: unknown, path: readonly string[], replace: Replace): unknown {
  const [name, ...rest] = path
  if (name === undefined) return maskedValue(value, replace)
  const isHere = (key: string): boolean => name === '*' || name === key
  if (Array.isArray(value)) {
    return value.map((each: unknown, index) =>
      isHere(String(index)) ? maskedAt(each, rest, replace) : each,
    )
  }
  if (typeof value !== 'object' || value === null || findDigits(value) !== undefined) return value
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [
    key,
    isHere(key) ? maskedAt(each, rest, replace) : each,
  ])
  return Object.fromEntries(entries)
}

/**
 * A body with what the rules name replaced, one rule after the other, every digit of every other number as it was.
 * @throws where a pattern is none, or where a rule with a path meets a body that is not JSON: what should be hidden must
 * not go out because it could not be found
 */
export function masked(body: string, rules: readonly MaskRule[]): string {
  return rules.reduce((text, rule) => {
    const replace = replaceOf(rule)
    if (rule.path === undefined) return replace(text)
    return JSON.stringify(maskedAt(parseExactly(text), rule.path.split('.'), replace))
  }, body)
}
