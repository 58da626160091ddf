export type JsonHint =
  { state: 'empty' } | { state: 'valid' } | { state: 'invalid'; reason: string }

/** A body need not be JSON: this is a hint, never a refusal. */
export function jsonHint(text: string): JsonHint {
  if (text.trim() === '') return { state: 'empty' }
  try {
    JSON.parse(text)
    return { state: 'valid' }
  } catch (thrown) {
    // The engine's own words say where, which no sentence of ours could.
    return { state: 'invalid', reason: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

const INDENT = 2

/**
 * The same JSON, indented, token by token: `JSON.parse` and back would turn 12345678901234567890 into another number
 * and drop a repeated key. Strings and numbers are copied as they stand.
 */
export function formatJson(text: string): string {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs) ?? []
  let depth = 0
  let out = ''
  const newLine = (): string => `\n${' '.repeat(depth * INDENT)}`
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]
    if (token === '{' || token === '[') {
      const isEmpty = next === '}' || next === ']'
      depth += isEmpty ? 0 : 1
      out += isEmpty ? token : token + newLine()
    } else if (token === '}' || token === ']') {
      const isEmpty = tokens[index - 1] === '{' || tokens[index - 1] === '['
      if (!isEmpty) {
        depth -= 1
        out += newLine()
      }
      out += token
    } else if (token === ',') out += token + newLine()
    else out += token === ':' ? ': ' : token
  }
  return out
}
