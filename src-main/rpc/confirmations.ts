import { createHash, randomUUID } from 'node:crypto'
import type { Clock } from '../lib/clock.ts'

/** Long enough to read a dialog, short enough that a forgotten one does not act an hour later. */
const validForMs = 5 * 60_000
/** A window that asks and asks must not fill memory; the oldest question is forgotten first. */
const maxOpen = 100

interface Question {
  fingerprint: string
  expiresAtMs: number
  typedName: string | undefined
}

function fingerprintOf(operation: string, input: Record<string, unknown>): string {
  const { confirmation: _, ...rest } = input
  // A list of keys makes JSON.stringify write each object's in that order: the same input is the same text.
  const stable = JSON.stringify(rest, [...new Set(nestedKeys(rest))].sort())
  return createHash('sha256').update(operation).update('\n').update(stable).digest('hex')
}

function nestedKeys(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  // Places in a list are no keys: with them, ten thousand entries would each be searched for ten thousand.
  if (Array.isArray(value)) return value.flatMap(nestedKeys)
  return Object.entries(value).flatMap(([key, inner]) => [key, ...nestedKeys(inner)])
}

/** Tokens for "yes, do it": each good once, for one operation with exactly one input, for five minutes. */
export class Confirmations {
  readonly #clock: Clock
  readonly #open = new Map<string, Question>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  ask(operation: string, input: Record<string, unknown>, typedName: string | undefined): string {
    const token = randomUUID()
    this.#open.set(token, {
      fingerprint: fingerprintOf(operation, input),
      expiresAtMs: this.#clock.now() + validForMs,
      typedName,
    })
    const [oldest] = this.#open.keys()
    if (this.#open.size > maxOpen && oldest !== undefined) this.#open.delete(oldest)
    return token
  }

  /** True when the input carries an answer to the question that was asked about it. Uses the token up. */
  accepts(
    operation: string,
    input: Record<string, unknown>,
    given: { token: string; typedName?: string | undefined },
  ): boolean {
    const question = this.#open.get(given.token)
    this.#open.delete(given.token)
    if (question === undefined || question.expiresAtMs < this.#clock.now()) return false
    if (question.typedName !== undefined && question.typedName !== given.typedName) return false
    return question.fingerprint === fingerprintOf(operation, input)
  }
}
