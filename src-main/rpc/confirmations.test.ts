import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { Confirmations } from './confirmations.ts'

const operation = 'messages.delete'
const input = { connectionId: 'c-1', queueUrl: 'http://x/1/orders', messageIds: ['a', 'b'] }

function ask(typedName?: string) {
  const clock = createSteppedClock(1000)
  const confirmations = new Confirmations(clock)
  return { clock, confirmations, token: confirmations.ask(operation, input, typedName) }
}

/** The same value with the keys of every object the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, turned(inner)] as const) // a pair
  return Object.fromEntries(entries.reverse())
}

describe('a confirmation', () => {
  it('is good once', () => {
    const { confirmations, token } = ask()
    const given = { ...input, confirmation: { token } }
    expect(confirmations.accepts(operation, given, { token })).toBe(true)
    expect(confirmations.accepts(operation, given, { token })).toBe(false)
  })

  it('is good for its own operation only, and used up by another', () => {
    const { confirmations, token } = ask()
    expect(confirmations.accepts('messages.send', input, { token })).toBe(false)
    expect(confirmations.accepts(operation, input, { token })).toBe(false)
  })

  it.each([
    ['another message', { ...input, messageIds: ['a', 'c'] }],
    ['one message more', { ...input, messageIds: ['a', 'b', 'c'] }],
    ['the messages in another order', { ...input, messageIds: ['b', 'a'] }],
    ['another queue', { ...input, queueUrl: 'http://x/1/mails' }],
    ['another connection', { ...input, connectionId: 'c-2' }],
    ['a field more', { ...input, delaySeconds: 1 }],
    ['a field less', { connectionId: 'c-1', queueUrl: 'http://x/1/orders' }],
    ['a number for its text', { ...input, messageIds: [1, 'b'] }],
  ])('is no good for %s', (_what, other) => {
    const { confirmations, token } = ask()
    expect(confirmations.accepts(operation, other, { token })).toBe(false)
  })

  it('is unknown when it was never asked for', () => {
    const { confirmations, token } = ask()
    expect(confirmations.accepts(operation, input, { token: 'made-up' })).toBe(false)
    expect(confirmations.accepts(operation, input, { token })).toBe(true)
  })

  it('is good for five minutes', async () => {
    const first = ask()
    await first.clock.advance(5 * 60_000)
    expect(first.confirmations.accepts(operation, input, { token: first.token })).toBe(true)
    const second = ask()
    await second.clock.advance(5 * 60_000 + 1)
    expect(second.confirmations.accepts(operation, input, { token: second.token })).toBe(false)
  })

  it.each([
    ['Production', true],
    ['production', false],
    ['Production ', false],
    [undefined, false],
  ])('that asks for the name takes %j: %s', (typedName, accepted) => {
    const { confirmations, token } = ask('Production')
    expect(confirmations.accepts(operation, input, { token, typedName })).toBe(accepted)
    expect(confirmations.accepts(operation, input, { token, typedName: 'Production' })).toBe(false)
  })

  it('keeps the 100 newest questions', () => {
    const confirmations = new Confirmations(createSteppedClock())
    const tokens = Array.from({ length: 101 }, () => confirmations.ask(operation, input, undefined))
    const accepted = tokens.map((token) => confirmations.accepts(operation, input, { token }))
    expect(accepted.filter((each) => !each)).toHaveLength(1)
    expect(accepted[0]).toBe(false)
  })
})

describe('the same input', () => {
  const anyInput = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))

  it('is the same whatever the order of its keys, however deep', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const confirmations = new Confirmations(createSteppedClock())
        const token = confirmations.ask(operation, given, undefined)
        const again: Record<string, unknown> = Object(turned(given))
        expect(confirmations.accepts(operation, again, { token })).toBe(true)
      }),
    )
  })

  it('is another when anything in it is, however deep', () => {
    // The field that carries the answer itself is left out of the comparison.
    const { confirmation: _, ...plain } = { confirmation: 0 }
    const canonical = (value: unknown): string => JSON.stringify(turned(turned(value)))
    fc.assert(
      fc.property(anyInput, anyInput, fc.string(), (one, other, key) => {
        const left = { ...plain, [`x${key}`]: one }
        const right = { ...plain, [`x${key}`]: other }
        fc.pre(canonical(sorted(one)) !== canonical(sorted(other)))
        const confirmations = new Confirmations(createSteppedClock())
        const token = confirmations.ask(operation, left, undefined)
        expect(confirmations.accepts(operation, right, { token })).toBe(false)
      }),
    )
  })
})

/** Keys in one order, by a way of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}
