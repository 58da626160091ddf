import { describe, expect, it } from 'vitest'
import { queueArnSchema, queueUrlSchema, scanPlanSchema } from '#contract'
import type { MessagePreview, PriceTable, QueueDetail, ScanPlan } from '#contract'
import { hideSecondsFor, scanLedger } from './scan-plan.ts'

const queueUrl = queueUrlSchema.parse('http://127.0.0.1:4566/000000000000/orders')
const arn = queueArnSchema.parse('arn:aws:sqs:us-east-1:000000000000:orders-dlq')
const prices: PriceTable = {
  rows: [
    { id: 'sqs.standard', usdPerMillion: 0.4, listUsdPerMillion: 0.4 },
    { id: 'sqs.fifo', usdPerMillion: 0.5, listUsdPerMillion: 0.5 },
  ],
  ...{ freeRequestsPerMonth: 1_000_000, source: '', readIn: '2026-06' },
}

function queueOf(visible: number, change: Partial<QueueDetail> = {}): QueueDetail {
  return {
    ...{ queueUrl, name: 'orders', type: 'standard', arn, visibilityTimeoutSeconds: 30 },
    depth: { queueUrl, visible, inFlight: 0, delayed: 0, readAtMs: 0 },
    ...{ retentionSeconds: 345_600, delaySeconds: 0, maximumMessageBytes: 1_048_576 },
    ...{ contentBasedDeduplication: false, encrypted: false, ...change },
  }
}
const planOf = (plan: Partial<ScanPlan> = {}): ScanPlan => scanPlanSchema.parse(plan)
const ledgerOf = (visible: number, plan: Partial<ScanPlan> = {}, queue = queueOf(visible)) =>
  scanLedger({ queue, plan: planOf(plan), heldByWeir: 0, seen: [], prices })

describe('the ledger of a scan', () => {
  it('counts receives and returns in tens, and prices all calls', () => {
    const ledger = ledgerOf(900)
    expect(ledger).toMatchObject({ messages: 900, returnCalls: 90, renewCalls: 0 })
    expect(ledger.receiveCalls).toBeGreaterThanOrEqual(93)
    expect(ledger.estimatedUsd).toBeCloseTo((ledger.calls * 0.4) / 1_000_000, 12)
    expect(ledgerOf(900, {}, queueOf(900, { type: 'fifo' }))).toMatchObject({
      ...{ priceId: 'sqs.fifo', headsOnly: true },
    })
  })

  it('says that a queue is larger than what may be hidden, and receives no more than that', () => {
    expect(ledgerOf(50_000)).toMatchObject({ exceedsBudget: true, messages: 12_000 })
    expect(ledgerOf(50_000, { whenFull: 'slide' })).toMatchObject({ messages: 50_000 })
    expect(ledgerOf(50_000, { inFlightBudget: 60_000 })).toMatchObject({ exceedsBudget: false })
    expect(ledgerOf(50_000, { mode: 'drain' })).toMatchObject({ exceedsBudget: false })
  })

  it('leaves out what Weir itself holds from what is in flight', () => {
    const queue = queueOf(10, { depth: { ...queueOf(10).depth, inFlight: 7 } })
    const facts = { queue, plan: planOf(), seen: [], prices }
    expect(scanLedger({ ...facts, heldByWeir: 7 }).inFlightElsewhere).toBe(0)
    expect(scanLedger({ ...facts, heldByWeir: 3 }).inFlightElsewhere).toBe(4)
  })

  it('names the limit of receives, and counts the seen that this one moves', () => {
    const queue = queueOf(10, { redrive: { deadLetterArn: arn, maxReceiveCount: 3 } })
    const seen = [2, 3, 4].map((receiveCount) => ({ receiveCount })) as MessagePreview[] // what the rule reads
    const ledger = scanLedger({ queue, plan: planOf(), heldByWeir: 0, seen, prices })
    expect(ledger).toMatchObject({ maxReceiveCount: 3, deadLetterName: 'orders-dlq', movesNow: 2 })
  })
})

describe('how long a receive hides', () => {
  it('covers the whole scan with some to spare, within a minute and ten', () => {
    expect(hideSecondsFor(100, planOf())).toBe(60)
    expect(hideSecondsFor(160_000, planOf())).toBe(180)
    expect(hideSecondsFor(10_000_000, planOf())).toBe(600)
  })

  it('is as long as the user says', () => {
    expect(hideSecondsFor(10_000_000, planOf({ hideSeconds: 45 }))).toBe(45)
  })
})
