import { createHash } from 'node:crypto'
import { expandMessage, expandText, SEND_MAX_CHARACTERS } from '#contract'
import type { PlaceholderValues, Sendable } from '#contract'
import { AppError } from '../lib/app-error.ts'

export type WhatToSend =
  { kind: 'entries'; entries: Sendable[] } | { kind: 'repeat'; template: Sendable; count: number }

/** The messages of one send. A repeated one is made anew whenever it is asked for: 10,000 of 1 MiB are never kept. */
export interface SendPlan {
  count: number
  /** From 0. */
  at(index: number): Sendable
  /** One field alone, without making the whole message; empty where it has none. */
  valueAt(index: number, field: 'groupId' | 'partitionKey'): string
}

export interface PlanParts {
  /** Makes the `{{uuid}}` of a message; it stays the same when the message is sent again. */
  seed: string
  nowMs(): number
}

/** A version 4 UUID in form, the same for the same seed and number. */
function uuidOf(seed: string, index: number): string {
  const hex = createHash('sha256')
    .update(`${seed} ${String(index)}`)
    .digest('hex')
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`]
  return [...parts, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

function repeated(
  { template, count }: WhatToSend & { kind: 'repeat' },
  { seed, nowMs }: PlanParts,
): SendPlan {
  // A hash for each of ten thousand messages is not made for nothing.
  const hasUuid = JSON.stringify(template).includes('{{uuid}}')
  const values = (index: number): PlaceholderValues => ({
    index: index + 1,
    uuid: hasUuid ? uuidOf(seed, index) : '',
    now: new Date(nowMs()).toISOString(),
  })
  return {
    count,
    at: (index) => expandMessage(template, values(index)),
    valueAt: (index, field) => expandText(template[field] ?? '', values(index)),
  }
}

export function createPlan(what: WhatToSend, parts: PlanParts): SendPlan {
  if (what.kind === 'repeat') return repeated(what, parts)
  const { entries } = what
  const at = (index: number): Sendable => {
    const entry = entries[index]
    if (entry !== undefined) return entry
    throw new RangeError(`no entry ${String(index)}`)
  }
  return { count: entries.length, at, valueAt: (index, field) => at(index)[field] ?? '' }
}

function charactersOf({ body, attributes = [] }: Sendable): number {
  return attributes.reduce((sum, { name, value }) => sum + name.length + value.length, body.length)
}

function checkTogether(entries: readonly Sendable[]): void {
  const characters = entries.reduce((sum, entry) => sum + charactersOf(entry), 0)
  if (characters <= SEND_MAX_CHARACTERS) return
  throw new AppError('invalid-input', 'the messages are too large together', {
    params: { field: 'entries', reason: 'tooLargeTogether', max: SEND_MAX_CHARACTERS },
  })
}

/**
 * Judges every message before the first is sent; of a repeated one the first and the last, which is the longest.
 * @throws invalid-input that names the message by its number
 */
export function checkPlan(
  what: WhatToSend,
  plan: SendPlan,
  check: (message: Sendable, index: number) => void,
): void {
  if (what.kind === 'repeat') {
    for (const index of new Set([0, plan.count - 1])) check(plan.at(index), index + 1)
    return
  }
  checkTogether(what.entries)
  for (const [index, entry] of what.entries.entries()) check(entry, index + 1)
}
