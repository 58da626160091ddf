import { endOfToken, skipSpace } from './json-tokens.ts'

interface Layout {
  out: string[]
  /** Characters in `out`. */
  length: number
  depth: number
  indent: string
}

function write(layout: Layout, text: string): void {
  layout.out.push(text)
  layout.length += text.length
}

function newline(layout: Layout): void {
  write(layout, `\n${layout.indent.repeat(layout.depth)}`)
}

/** Opens a bracket; an empty pair stays on its line. Returns where to go on. */
function open(text: string, at: number, layout: Layout): number {
  const next = skipSpace(text, at + 1)
  write(layout, text.charAt(at))
  if (text[next] === '}' || text[next] === ']') {
    write(layout, text.charAt(next))
    return next + 1
  }
  layout.depth += 1
  newline(layout)
  return next
}

/** Lays out one token and returns where the next begins. */
function step(text: string, at: number, layout: Layout): number {
  const char = text.charAt(at)
  if (char === '{' || char === '[') return open(text, at, layout)
  const end = endOfToken(text, at)
  if (char === '}' || char === ']') {
    layout.depth -= 1
    newline(layout)
  }
  write(layout, char === ':' ? ': ' : text.slice(at, end))
  if (char === ',') newline(layout)
  return end
}

export interface LayoutOptions {
  indent?: string
  maxCharacters?: number
}

/**
 * JSON with line breaks, token by token; undefined when it would grow past `maxCharacters`. Values are never parsed and
 * printed again: a number of 20 digits, a double key or `1.0` would not come out as it went in, and a tool for looking
 * must not change what it shows. The text must be valid JSON.
 */
export function findJsonLayout(text: string, options: LayoutOptions = {}): string | undefined {
  const { indent = '  ', maxCharacters = Infinity } = options
  const layout: Layout = { out: [], length: 0, depth: 0, indent }
  let at = skipSpace(text, 0)
  while (at < text.length) {
    at = skipSpace(text, step(text, at, layout))
    if (layout.length > maxCharacters) return undefined
  }
  return layout.out.join('')
}
