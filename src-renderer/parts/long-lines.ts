/** A line of a megabyte takes a second to lay out; one of this length takes no time that is felt. */
export const LINE_MAX_CHARACTERS = 10_000
const chunkCharacters = 2_000

/** Where a line may be broken without splitting a character that takes two units. */
function breakAfter(line: string, from: number): number {
  const end = from + chunkCharacters
  const unit = line.charCodeAt(end - 1)
  const isHighSurrogate = unit >= 0xd800 && unit <= 0xdbff
  return isHighSurrogate ? end - 1 : end
}

function broken(line: string): string {
  if (line.length <= LINE_MAX_CHARACTERS) return line
  const parts: string[] = []
  for (let from = 0; from < line.length;) {
    const end = breakAfter(line, from)
    parts.push(line.slice(from, end))
    from = end
  }
  return parts.join('\n')
}

/** A text for display: very long lines are broken. The same text where there is none; what is copied is never this. */
export function withoutLongLines(text: string): string {
  return text.length <= LINE_MAX_CHARACTERS ? text : text.split('\n').map(broken).join('\n')
}
