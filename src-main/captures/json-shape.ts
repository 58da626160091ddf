import { findDigits } from '../expressions/exact-json.ts'

export interface ShapePath {
  path: string
  type: string
}

/** Names that can stand between dots as they are. */
const plainName = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u

function joined(path: string, name: string): string {
  if (!plainName.test(name)) return `${path}[${JSON.stringify(name)}]`
  return path === '' ? name : `${path}.${name}`
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return findDigits(value) === undefined ? typeof value : 'number'
}

function collect(value: unknown, path: string, lines: Set<string>): void {
  if (Array.isArray(value)) {
    if (value.length === 0) lines.add(`${path}\tarray`)
    for (const each of value) collect(each, `${path}[]`, lines)
    return
  }
  const type = typeOf(value)
  if (type !== 'object' || typeof value !== 'object' || value === null) {
    lines.add(`${path}\t${type}`)
    return
  }
  const entries = Object.entries(value)
  if (entries.length === 0) lines.add(`${path}\tobject`)
  for (const [name, each] of entries) collect(each, joined(path, name), lines)
}

/**
 * The shape of a JSON value: which types stand at which paths, each once, in order. Elements of an array are at one path,
 * so that neither their number nor their order tells shapes apart; an array or object only shows where it is empty.
 */
export function shapeOf(value: unknown): string[] {
  const lines = new Set<string>()
  collect(value, '', lines)
  return [...lines].toSorted()
}

export function toShapePath(line: string): ShapePath {
  const at = line.lastIndexOf('\t')
  return { path: line.slice(0, at), type: line.slice(at + 1) }
}
