import type { MisfitCode } from '#contract'

/** Why bytes are not what they claim to be, or what somebody said they are. */
export class Misfit extends Error {
  readonly code: MisfitCode
  /** What a reader looks for next: the name of a codec, of a type, the word that is wrong. */
  readonly detail: string | undefined

  constructor(code: MisfitCode, detail?: string) {
    super(detail === undefined ? code : `${code}: ${detail}`)
    this.code = code
    this.detail = detail
  }
}

/** It is what it claims to be, and too deep, of too many values or too long to be shown. */
export class TooMuch extends Error {}
