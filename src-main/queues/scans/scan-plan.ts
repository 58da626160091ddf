import { LOOK_MAX } from '#contract'
import type { MessagePreview, PriceTable, QueueDetail, ScanLedger, ScanPlan } from '#contract'
import { renewalMarginSeconds } from '../renewal.ts'

/** Messages a second that one receiver brings, from calls of some 25 ms that bring 5: a careful guess. */
const perReceiver = 200
/** What is hidden for less is renewed before it was looked at; for more, a crash hides it long. */
const hideLeastSeconds = 60
const hideMostSeconds = 600
const hideSpareSeconds = 30
/** Receives that bring nothing, after the last that does. */
export const CONFIRMING_RECEIVES = 3
/** Counts of the queue at the beginning and at the end. */
const countCalls = 2

export interface ScanFacts {
  queue: QueueDetail
  plan: ScanPlan
  /** Of this queue, by Weir, now. */
  heldByWeir: number
  /** What looks have shown of it. */
  seen: readonly MessagePreview[]
  prices: PriceTable
}

function expectedSeconds(messages: number, { concurrency }: ScanPlan): number {
  return Math.max(1, Math.ceil(messages / (concurrency * perReceiver)))
}

/** Long enough that a scan which goes as reckoned renews nothing, within bounds. */
export function hideSecondsFor(messages: number, plan: ScanPlan): number {
  if (plan.hideSeconds !== undefined) return plan.hideSeconds
  const wished = Math.ceil(expectedSeconds(messages, plan) * 1.5) + hideSpareSeconds
  return Math.min(hideMostSeconds, Math.max(hideLeastSeconds, wished))
}

function renewCalls(messages: number, plan: ScanPlan): number {
  if (plan.mode === 'drain') return 0
  const hideSeconds = hideSecondsFor(messages, plan)
  const everySeconds = Math.max(1, hideSeconds - renewalMarginSeconds(hideSeconds))
  const rounds = Math.floor(expectedSeconds(messages, plan) / everySeconds)
  // While it comes in, half of it is held on average.
  const held = Math.min(messages, plan.inFlightBudget) / 2
  return rounds * Math.ceil(held / LOOK_MAX)
}

/** How many it receives at most, each once. */
function messagesOf({ queue, plan }: ScanFacts): number {
  const mayHold = plan.mode === 'scan' && plan.whenFull === 'stop' ? plan.inFlightBudget : Infinity
  return Math.min(queue.depth.visible, plan.maxMessages ?? Infinity, mayHold)
}

/** Messages at their last receive, of those that were seen: this one would move them. */
export function movesNow({ queue, seen }: Pick<ScanFacts, 'queue' | 'seen'>): MessagePreview[] {
  const limit = queue.redrive?.maxReceiveCount
  return limit === undefined ? [] : seen.filter(({ receiveCount }) => receiveCount >= limit)
}

export function inFlightElsewhere({ queue, heldByWeir }: ScanFacts): number {
  return Math.max(0, queue.depth.inFlight - heldByWeir)
}

function callsOf(messages: number, plan: ScanPlan) {
  const batches = Math.ceil(messages / LOOK_MAX)
  // Each receiver comes to the end once asking some of SQS's servers, and once asking all.
  const receiveCalls = batches + CONFIRMING_RECEIVES + plan.concurrency * 2
  const renewals = renewCalls(messages, plan)
  const most = plan.maxCalls ?? Infinity
  const calls = Math.min(most, receiveCalls + renewals + countCalls) + batches
  return { receiveCalls, returnCalls: batches, renewCalls: renewals, calls }
}

/** What a scan costs, by the counts of the queue as they are now. */
export function scanLedger(facts: ScanFacts): ScanLedger {
  const { queue, plan, prices } = facts
  const messages = messagesOf(facts)
  const counted = callsOf(messages, plan)
  const priceId = queue.type === 'fifo' ? 'sqs.fifo' : 'sqs.standard'
  const price = prices.rows.find(({ id }) => id === priceId)?.usdPerMillion ?? 0
  const { redrive } = queue
  const limits =
    redrive === undefined
      ? {}
      : {
          maxReceiveCount: redrive.maxReceiveCount,
          deadLetterName: redrive.deadLetterArn.split(':').at(-1) ?? redrive.deadLetterArn,
        }
  return {
    ...{ mode: plan.mode, queueType: queue.type, messages, ...counted, priceId, ...limits },
    ...{ visible: queue.depth.visible, delayed: queue.depth.delayed },
    inFlightElsewhere: inFlightElsewhere(facts),
    estimatedUsd: (counted.calls * price) / 1_000_000,
    hideSeconds: hideSecondsFor(messages, plan),
    expectedSeconds: expectedSeconds(messages, plan),
    inFlightBudget: plan.inFlightBudget,
    exceedsBudget: plan.mode === 'scan' && queue.depth.visible > plan.inFlightBudget,
    movesNow: movesNow(facts).length,
    headsOnly: queue.type === 'fifo' && plan.mode === 'scan',
  }
}
