import type { MaskRule } from '#contract'

/** What an expression sees of one message or record. */
export interface ExpressionInput {
  /** Named facts beside the body, as JSON would have them. */
  facts: Readonly<Record<string, unknown>>
  /** The body as it came. The thread decodes it: `body` is its JSON, or else its text. */
  data: Uint8Array
}

/** Where an expression is no JSONata, or what went wrong when it was evaluated. */
export interface ExpressionTrouble {
  message: string
  /** Characters before it, where JSONata says so. */
  position?: number
}

export type ExpressionQuestion =
  | { ask: 'check'; expression: string }
  /** Which of these it holds for: a result that JSONata's `$boolean` takes for true. */
  | { ask: 'test'; expression: string; inputs: readonly ExpressionInput[] }
  | ({ ask: 'reshape' } & Reshaping)

/** How new bodies are made: what the expression gives, or the body as it is, then masked. */
export interface Reshaping {
  expression?: string | undefined
  masks: readonly MaskRule[]
  inputs: readonly ExpressionInput[]
}

/** A new body, or why there is none. */
export type Reshaped = { text: string } | { trouble: ExpressionTrouble }

export interface Tested {
  /** For each input, in order. */
  holds: boolean[]
  /** Inputs on which it failed; they do not hold. */
  failed: number
  /** Why, of the first of them. */
  trouble?: ExpressionTrouble
}

/** Said once, when the thread can be asked. */
export const READY = 'ready'

export type ExpressionAnswer = { trouble?: ExpressionTrouble } | Tested | { reshaped: Reshaped[] }
