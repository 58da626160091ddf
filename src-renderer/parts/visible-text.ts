/**
 * Characters that change how a line reads without being seen: controls, soft hyphen, zero-width and bidirectional
 * marks, line and paragraph separators, byte order mark, interlinear and object marks, and the tag block.
 */
export const INVISIBLE =
  // eslint-disable-next-line no-control-regex -- a body is hostile text; these are what it may hide in
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\u{e0000}-\u{e007f}]/gu

/** `U+202E`, as the Unicode charts write it. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}

function symbol(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0
  if (character === '\n') return '↵'
  if (character === '\t') return '⇥'
  // The block of control pictures: ␀ for NUL and so on.
  if (codePoint < 0x20) return String.fromCodePoint(0x2400 + codePoint)
  return `⟨${codePointName(codePoint)}⟩`
}

/** Text for one line of a table: what would be invisible, or would turn the line around, is spelled out. */
export function visibleText(text: string): string {
  return text.replaceAll('\r\n', '↵').replace(INVISIBLE, symbol)
}

/** How many characters a reader would not see or be misled by. Line breaks and tabs are ordinary text. */
export function countInvisible(text: string): number {
  return text.match(INVISIBLE)?.filter((character) => !/[\t\n\r]/.test(character)).length ?? 0
}
