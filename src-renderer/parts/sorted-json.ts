const KEY = /^\s*"((?:[^"\\]|\\.)*)"\s*:/
const CLOSING = /^\s*[}\]]/

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

/** The lines of each member, or element, of one object or list. */
function membersOf(lines: readonly string[]): string[][] {
  const indent = indentOf(lines[0] ?? '')
  const members: string[][] = []
  for (const line of lines) {
    const isNew = indentOf(line) === indent && !CLOSING.test(line)
    if (isNew || members.length === 0) members.push([line])
    else members.at(-1)?.push(line)
  }
  return members
}

function withComma(lines: string[], hasComma: boolean): string[] {
  const last = (lines.at(-1) ?? '').replace(/,$/, '')
  return [...lines.slice(0, -1), hasComma ? `${last},` : last]
}

function keyOf([head = '']: readonly string[]): string | undefined {
  return KEY.exec(head)?.[1]
}

function byKey(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [keyOf(a) ?? '', keyOf(b) ?? '']
  return left < right ? -1 : left > right ? 1 : 0
}

function sortLines(lines: readonly string[]): string[] {
  const members = membersOf(lines).map((member) => {
    const [head = '', ...rest] = member
    const end = rest.pop()
    return end === undefined ? member : [head, ...(rest.length > 0 ? sortLines(rest) : []), end]
  })
  const isObject = members.every((member) => keyOf(member) !== undefined)
  const ordered = isObject ? members.toSorted(byKey) : members
  return ordered.flatMap((member, index) => withComma(member, index < ordered.length - 1))
}

/**
 * JSON that is laid out, one member a line, with the keys of each object in order. By its lines, so that no digit
 * changes and no repeated key goes; a text that is not laid out comes back as it is.
 */
export function sortedJson(text: string): string {
  return sortLines(text.split('\n')).join('\n')
}
