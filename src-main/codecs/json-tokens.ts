const quote = 0x22
const backslash = 0x5c

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

/** Index of the next character that is not space. */
export function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && isSpace(text.charCodeAt(at))) at += 1
  return at
}

/** Index just past the string that begins at `from`. */
function endOfString(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text.charCodeAt(at) !== quote)
    at += text.charCodeAt(at) === backslash ? 2 : 1
  return at + 1
}

/** `{`, `}`, `[`, `]`, `:` or `,` */
function isPunctuation(code: number): boolean {
  return (
    code === 0x7b ||
    code === 0x7d ||
    code === 0x5b ||
    code === 0x5d ||
    code === 0x3a ||
    code === 0x2c
  )
}

/** Index just past the token that begins at `from`: a string, a bracket, a colon, a comma, or a number or word. */
export function endOfToken(text: string, from: number): number {
  const code = text.charCodeAt(from)
  if (code === quote) return endOfString(text, from)
  if (isPunctuation(code)) return from + 1
  let at = from + 1
  while (at < text.length) {
    const next = text.charCodeAt(at)
    if (isSpace(next) || isPunctuation(next) || next === quote) break
    at += 1
  }
  return at
}

const opens = (code: number): boolean => code === 0x7b || code === 0x5b
const closes = (code: number): boolean => code === 0x7d || code === 0x5d

/** Whether brackets nest no deeper than `limit`. Looked at before parsing: a parser takes a second to give up on a million. */
export function isNestedWithin(text: string, limit: number): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) at = endOfString(text, at) - 1
    else if (opens(code)) depth += 1
    else if (closes(code)) depth -= 1
    if (depth > limit) return false
  }
  return true
}

/** Index just past the value that begins at `from`. */
function endOfValue(text: string, from: number): number {
  let depth = 0
  let at = from
  do {
    const code = text.charCodeAt(at)
    if (opens(code)) depth += 1
    else if (closes(code)) depth -= 1
    at = skipSpace(text, endOfToken(text, at))
  } while (depth > 0 && at < text.length)
  return at
}

/**
 * The text of an object's member as it stands there, undefined where there is none; of a name that is there twice the
 * last, as parsers have it. Not parsed and printed again: a number of 20 digits would come out as another. The text must
 * be a valid JSON object.
 */
export function findMember(text: string, name: string): string | undefined {
  let found: string | undefined
  let at = skipSpace(text, skipSpace(text, 0) + 1)
  while (at < text.length && text.charCodeAt(at) === quote) {
    const key: unknown = JSON.parse(text.slice(at, endOfString(text, at)))
    const from = skipSpace(text, skipSpace(text, endOfString(text, at)) + 1)
    const end = endOfValue(text, from)
    if (key === name) found = text.slice(from, end).trimEnd()
    at = skipSpace(text, end + 1)
  }
  return found
}
