import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HIDE_MAX_SECONDS, messagePreviewSchema, queueUrlSchema } from '#contract'
import type { MessagePreview } from '#contract'
import { lookLedger } from './look-ledger.ts'
import type { LedgerFacts } from './look-ledger.ts'
import { toQueueDetail } from './queue-mapping.ts'
import { renewableSeconds, renewalMarginSeconds } from './renewal.ts'

const seenArbitrary = fc
  .array(
    fc.record({
      receiveCount: fc.nat(12),
      bodyBytes: fc.nat(1_048_576),
      groupId: fc.option(fc.constantFrom('g1', 'g2', 'g3'), { nil: undefined }),
      expiresAtMs: fc.option(fc.nat(1_000_000), { nil: undefined }),
    }),
    { maxLength: 30 },
  )
  .map((messages) =>
    messages.map((message, at): MessagePreview =>
      messagePreviewSchema.parse({
        ...message,
        messageId: `m${String(at)}`,
        preview: '',
        attributeCount: 0,
        atReceiveLimit: false,
      }),
    ),
  )

const factsArbitrary: fc.Arbitrary<LedgerFacts> = fc
  .record({
    seen: seenArbitrary,
    isFifo: fc.boolean(),
    limit: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
    visible: fc.nat(50),
    max: fc.integer({ min: 1, max: 10 }),
    hideSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: HIDE_MAX_SECONDS })),
  })
  .map(({ seen, isFifo, limit, visible, max, hideSeconds }) => {
    const policy = { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:1:dlq', maxReceiveCount: limit }
    const queue = toQueueDetail(
      queueUrlSchema.parse(`http://127.0.0.1:4566/0/orders${isFifo ? '.fifo' : ''}`),
      {
        ApproximateNumberOfMessages: String(visible),
        RedrivePolicy: limit === undefined ? '' : JSON.stringify(policy),
      },
      0,
    )
    return { queue, seen, max, hideSeconds, deadLetterName: 'dlq' }
  })

/** SQS's own rule, made and not reckoned: whoever has been received as often as the limit moves instead of coming. */
function receiveAll(counts: Map<string, number>, limit: number | undefined): string[] {
  const moved = [...counts].filter(([, count]) => count >= (limit ?? Infinity)).map(([id]) => id)
  for (const id of moved) counts.delete(id)
  for (const [id, count] of counts) counts.set(id, count + 1)
  return moved
}

describe('the ledger', () => {
  it('foretells what this look and the next one move, and who leaves the age alarm', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const ledger = lookLedger(facts)
        const limit = facts.queue.redrive?.maxReceiveCount
        const counts = new Map<string, number>(
          facts.seen.map(({ messageId, receiveCount }) => [messageId, receiveCount]),
        )
        expect(ledger.movesNow).toEqual(receiveAll(counts, limit))
        const third = [...counts].filter(([, count]) => count === 3).map(([id]) => id)
        expect(ledger.leavesAgeAlarm).toEqual(facts.queue.type === 'fifo' ? [] : third)
        expect(ledger.movesNext).toEqual(receiveAll(counts, limit))
      }),
    )
  })

  it('hides and renews only when it holds, and names only groups that wait', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const ledger = lookLedger(facts)
        const isHold = facts.hideSeconds > 0
        expect(ledger.mode).toBe(isHold ? 'hold' : 'quick')
        expect(ledger.hiddenSeconds).toBe(facts.hideSeconds)
        expect(ledger.renewalsPerHour > 0).toBe(isHold)
        const groups = new Set(facts.seen.flatMap(({ groupId }) => groupId ?? []))
        const waits = isHold && facts.queue.type === 'fifo'
        expect(new Set(ledger.waitingGroups)).toEqual(waits ? groups : new Set())
        const expiries = facts.seen.flatMap(({ expiresAtMs }) => expiresAtMs ?? [])
        expect(ledger.firstExpiryMs ?? Infinity).toBe(Math.min(...expiries))
      }),
    )
  })

  it('costs at least a request, and never less for more messages', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const { requests } = lookLedger(facts)
        expect(requests).toBeGreaterThanOrEqual(facts.hideSeconds > 0 ? 2 : 1)
        if (facts.max < 10) {
          expect(lookLedger({ ...facts, max: facts.max + 1 }).requests).toBeGreaterThanOrEqual(
            requests,
          )
        }
      }),
    )
  })
})

describe('a renewal', () => {
  it('comes before the hold runs out, and never hides past 12 hours', () => {
    const hide = fc.integer({ min: 1, max: HIDE_MAX_SECONDS })
    fc.assert(
      fc.property(hide, fc.nat(HIDE_MAX_SECONDS * 1000), (hideSeconds, nowMs) => {
        expect(renewalMarginSeconds(hideSeconds)).toBeLessThan(hideSeconds)
        const seconds = renewableSeconds({ hideSeconds, receivedAtMs: 0, nowMs })
        expect(nowMs / 1000 + seconds).toBeLessThanOrEqual(HIDE_MAX_SECONDS)
        expect(seconds).toBeLessThanOrEqual(hideSeconds)
      }),
    )
  })
})
