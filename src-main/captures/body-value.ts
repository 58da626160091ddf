import type { GroupFacts } from '#contract'
import { isNestedWithin } from '../codecs/json-tokens.ts'
import { parseExactly } from '../expressions/exact-json.ts'
import { meantText } from './search-text.ts'

export type NoJson = Extract<GroupFacts, { kind: 'other' }>['of']

/** The JSON that a decoded body is, or what it is instead. */
export type BodyValue = { json: unknown } | { not: NoJson }

/** Whoever walks what was parsed may call itself so deeply. */
const maxDepth = 200

/** Of a number with fewer digits JavaScript keeps each; parsing exactly takes several times as long. */
const longNumber = /\d[\d.]{15}/

function parse(text: string): unknown {
  return longNumber.test(text) ? parseExactly(text) : JSON.parse(text)
}

export function bodyValueOf(body: Uint8Array): BodyValue {
  if (body.length === 0) return { not: 'empty' }
  const text = meantText(body)
  if (text === undefined) return { not: 'bytes' }
  // What a person wrote begins like JSON only by chance, and throwing costs more than looking.
  if (!/^\s*[[{"\dtfn-]/.test(text)) return { not: 'text' }
  try {
    if (!isNestedWithin(text, maxDepth)) return { not: 'deep' }
    return { json: parse(text) }
  } catch {
    return { not: 'text' } // any text may be a body
  }
}
