import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SEND_MAX_CHARACTERS, findMessageProblems } from '#contract'
import type { MessageRules, Sendable } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { checkPlan, createPlan } from './send-plan.ts'
import type { WhatToSend } from './send-plan.ts'

const nowMs = Date.UTC(2026, 10, 23, 2, 30)
const anyUnit = fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code))
const parts = { seed: 's', nowMs: () => nowMs }
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const fifo: MessageRules = {
  type: 'fifo',
  maximumMessageBytes: 1_024,
  contentBasedDeduplication: false,
}
const repeat = (template: Sendable, count: number): WhatToSend => ({
  kind: 'repeat',
  template,
  count,
})

describe('a repeated message', () => {
  it('fills its placeholders wherever text is sent, and nowhere else', () => {
    const attributes = [
      { name: '{{index}}', dataType: 'String', value: 'n {{index}}', encoding: 'text' as const },
      { name: 'raw', dataType: 'Binary', value: 'AAAA', encoding: 'base64' as const },
    ]
    const template = {
      body: '{{index}} {{ index }} {{other}} {{now}}',
      subject: 'Order {{index}}',
      attributes,
      groupId: 'g-{{index}}',
      deduplicationId: '{{uuid}}',
    }
    const message = createPlan(repeat(template, 3), parts).at(2)
    expect(message).toEqual({
      body: '3 {{ index }} {{other}} 2026-11-23T02:30:00.000Z',
      subject: 'Order 3',
      attributes: [{ ...attributes[0], value: 'n 3' }, attributes[1]],
      groupId: 'g-3',
      deduplicationId: expect.stringMatching(uuid),
    })
  })

  it('has another uuid each, and the same one when it is made again', () => {
    const plan = createPlan(repeat({ body: '{{uuid}} {{uuid}}' }, 1_000), parts)
    const bodies = Array.from({ length: 1_000 }, (_, index) => plan.at(index).body)
    const [first = '', again] = bodies[0]?.split(' ') ?? []
    expect(first).toMatch(uuid)
    expect(again).toBe(first)
    expect(new Set(bodies).size).toBe(1_000)
    expect(plan.at(7).body).toBe(bodies[7])
  })

  it('without placeholders is sent as it is, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyUnit }), (body) => {
        fc.pre(!/\{\{(index|uuid|now)\}\}/.test(body))
        expect(createPlan(repeat({ body }, 2), parts).at(1).body).toBe(body)
      }),
    )
  })
})

function check(message: Sendable, index: number): void {
  const [first] = findMessageProblems(message, fifo)
  if (first === undefined) return
  const { field, key: reason, params } = first
  throw new AppError('invalid-input', reason, { params: { field, reason, ...params, index } })
}

function problemOf(send: WhatToSend): unknown {
  try {
    checkPlan(send, createPlan(send, parts), check)
    return undefined
  } catch (thrown) {
    return thrown // what it threw is what was asked
  }
}

describe('what SQS would refuse is said before the first is sent', () => {
  it.each([
    {
      what: 'the last repetition is longer than the first',
      // 1,024 bytes with one digit.
      send: repeat(
        { body: `${'x'.repeat(1_023)}{{index}}`, groupId: 'g', deduplicationId: 'd' },
        10,
      ),
      params: { field: 'body', reason: 'tooLarge', over: 1, index: 10 },
    },
    {
      what: 'a line of many',
      send: {
        kind: 'entries' as const,
        entries: [
          { body: 'a', groupId: 'g', deduplicationId: 'd' },
          { body: 'b', groupId: 'g' },
        ],
      },
      params: { field: 'deduplicationId', reason: 'deduplicationMissing', index: 2 },
    },
    {
      what: 'more than main would keep',
      send: {
        kind: 'entries' as const,
        entries: Array.from({ length: 33 }, () => ({ body: 'x'.repeat(SEND_MAX_CHARACTERS / 32) })),
      },
      params: { field: 'entries', reason: 'tooLargeTogether' },
    },
  ])('$what', ({ send, params }) => {
    expect(problemOf(send)).toMatchObject({ code: 'invalid-input', params })
  })
})
