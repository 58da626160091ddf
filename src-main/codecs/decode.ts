import type { Message } from '#contract'
import { findJsonLayout } from './json-layout.ts'

type Decoded = NonNullable<Message['decoded']>

/** Deeper nesting than this is not laid out: each level adds its indent to every line, so depth is quadratic in size. */
const maxDepth = 200
/** Eight times the largest message: a text written to be laid out at 200 times its size is shown as it is. */
const maxCharacters = 8 * 1024 * 1024

function depthWithin(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (limit === 0) return false
  return Object.values(value).every((inner) => depthWithin(inner, limit - 1))
}

/** Only what parses is JSON; a bare number or word is left as it is, since laying it out would say nothing. */
function isJsonDocument(body: string): boolean {
  if (!/^\s*[[{]/.test(body)) return false
  try {
    return depthWithin(JSON.parse(body), maxDepth)
  } catch {
    return false // not JSON, or nested so deep that even the parser gave up
  }
}

/** The body as a reader wants it, with the decoders used; undefined when none applies and the raw text is all there is. */
export function findDecoded(body: string): Decoded | undefined {
  if (!isJsonDocument(body)) return undefined
  const text = findJsonLayout(body, { maxCharacters })
  return text === undefined ? undefined : { steps: ['json'], text }
}
