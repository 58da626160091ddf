import { describe, expect, it } from 'vitest'
import type { MessageId, MessagePreview } from '#contract'
import { messageMarks } from './message-marks.ts'
import { applyOutcomes, deletable, mergeLook, nothingSeen } from './seen-messages.ts'
import type { Seen } from './seen-messages.ts'

// Branded by the contract; here it only has to be a string.
const id = (text: string) => text as MessageId

function preview(text: string, receiveCount = 1): MessagePreview {
  return {
    messageId: id(text),
    preview: text,
    bodyBytes: 1,
    receiveCount,
    attributeCount: 0,
    atReceiveLimit: false,
  }
}

function look(seen: Seen, lookedAtMs: number, messages: MessagePreview[]): Seen {
  return mergeLook(seen, { messages, lookedAtMs, max: 10 })
}

function ids(seen: Seen): string[] {
  return seen.messages.map(({ messageId }) => messageId)
}

const error = { code: 'access-denied', params: {}, retryable: false, effectUnknown: false } as const

describe('mergeLook', () => {
  it('puts new messages on top and keeps those that did not come again, with the time they were seen', () => {
    const first = look(nothingSeen, 100, [preview('a'), preview('b')])
    const second = look(first, 200, [preview('c'), preview('b', 2)])
    expect(ids(second)).toEqual(['c', 'a', 'b'])
    expect(second.messages.map(({ lastSeenAtMs }) => lastSeenAtMs)).toEqual([200, 100, 200])
    expect(second.messages[2]?.receiveCount).toBe(2)
    expect(second.lastLook).toEqual({ atMs: 200, received: 2, added: 1, max: 10, unreadable: 0 })
  })

  it('counts a message that came twice in one answer once, with its later count', () => {
    const seen = look(nothingSeen, 100, [preview('a', 1), preview('a', 2)])
    expect(seen.messages.map(({ receiveCount }) => receiveCount)).toEqual([2])
    expect(seen.lastLook?.received).toBe(1)
  })

  it('lets deleted messages go, and says so when one comes back', () => {
    const seen = look(nothingSeen, 100, [preview('a'), preview('b')])
    const deleted = applyOutcomes(seen, [
      { messageId: id('a'), outcome: 'deleted' },
      { messageId: id('b'), outcome: 'deleted' },
    ])
    const after = look(deleted, 200, [preview('b')])
    expect(ids(after)).toEqual(['b'])
    expect(messageMarks(after.messages[0] ?? fail(), 200)).toEqual(['returned'])
  })
})

describe('applyOutcomes', () => {
  it('marks what is gone and what is not known, and leaves what failed as it was', () => {
    const seen = look(nothingSeen, 100, [preview('a'), preview('b'), preview('c')])
    const after = applyOutcomes(seen, [
      { messageId: id('a'), outcome: 'deleted' },
      { messageId: id('b'), outcome: 'failed', error },
      { messageId: id('c'), outcome: 'uncertain', error },
    ])
    expect(after.messages.map(({ fate }) => fate)).toEqual(['deleted', undefined, 'uncertain'])
    expect(deletable(after, new Set([id('a'), id('b'), id('c')]))).toEqual(['b', 'c'])
  })
})

describe('messageMarks', () => {
  const message = { ...preview('a', 3), lastSeenAtMs: 100 }

  it.each([
    [{ ...message }, 100, []],
    [{ ...message }, 200, ['stale']],
    [{ ...message, atReceiveLimit: true }, 100, ['at-limit']],
    [
      { ...message, atReceiveLimit: true, fate: 'uncertain' as const },
      200,
      ['uncertain', 'at-limit', 'stale'],
    ],
    // What is gone goes nowhere any more.
    [{ ...message, atReceiveLimit: true, fate: 'deleted' as const }, 200, ['deleted']],
  ])('marks %o after a look at %i as %j', (seen, lastLookAtMs, marks) => {
    expect(messageMarks(seen, lastLookAtMs)).toEqual(marks)
  })
})

function fail(): never {
  throw new Error('the message is missing')
}
