import { describe, expect, it } from 'vitest'
import { createFaultRules } from './fault-rules.ts'

describe('fault rules', () => {
  it('take nothing when none fits', () => {
    const rules = createFaultRules()
    rules.inject({ action: 'SendMessage', fault: 'reset' })
    expect(rules.take('SendMessageBatch')).toBeUndefined()
  })

  it('are used up oldest first, then end', () => {
    const rules = createFaultRules()
    rules.inject({ times: 1, fault: 'reset' })
    rules.inject({ times: 1, fault: 'hang' })
    expect([1, 2, 3].map(() => rules.take('Any'))).toEqual(['reset', 'hang', undefined])
  })

  it('begin after the calls that they let by', () => {
    const rules = createFaultRules()
    rules.inject({ action: 'SendMessage', after: 2, times: 1, fault: 'hang' })
    const calls = ['SendMessage', 'Other', 'SendMessage', 'SendMessage', 'SendMessage']
    expect(calls.map((action) => rules.take(action))).toEqual([
      ...[undefined, undefined, undefined, 'hang', undefined],
    ])
  })

  it('last until cleared without a number', () => {
    const rules = createFaultRules()
    rules.inject({ action: /^Send/, fault: 'throttle' })
    expect(rules.take('SendMessage')).toBe('throttle')
    expect(rules.take('SendMessageBatch')).toBe('throttle')
    rules.clear()
    expect(rules.take('SendMessage')).toBeUndefined()
  })
})
