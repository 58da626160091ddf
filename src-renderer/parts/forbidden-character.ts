import { codePointName } from './visible-text.ts'

/** SQS takes #x9 | #xA | #xD | #x20–#xD7FF | #xE000–#xFFFD | #x10000–#x10FFFF and refuses the rest (`SendMessage`). */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u

export interface ForbiddenCharacter {
  name: string
  /** From 1, in UTF-16 units as editors count columns. */
  position: number
}

/** The first character that SQS would refuse. A lone half of a surrogate pair is one as well. */
export function findForbiddenCharacter(text: string): ForbiddenCharacter | undefined {
  const match = FORBIDDEN.exec(text)
  if (match === null) return undefined
  return { name: codePointName(match[0].codePointAt(0) ?? 0), position: match.index + 1 }
}
