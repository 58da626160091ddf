import type { LookLedger, MessageId, MessagePreview, QueueDetail } from '#contract'
import { LOOK_MAX } from '#contract'
import { renewalMarginSeconds } from './renewal.ts'

export interface LedgerFacts {
  queue: QueueDetail
  /** Messages seen in this queue so far; their counts may have risen since by other receivers. */
  seen: readonly MessagePreview[]
  max: number
  deadLetterName: string | undefined
  /** 0 for a quick look; otherwise how long the look hides what it brings. */
  hideSeconds: number
}

/** A third receive puts a standard-queue message behind the others and out of the age metric (see domain facts D1). */
const ageAlarmReceives = 3
/** What one billed request carries ([pricing]: each 64 KiB chunk is a request). */
const chunkBytes = 64 * 1024

function idsWhere(
  seen: readonly MessagePreview[],
  test: (receives: number) => boolean,
): MessageId[] {
  return seen.filter((message) => test(message.receiveCount)).map((message) => message.messageId)
}

/** By the average of what was seen; without any the least, which is what an empty receive is billed as well. */
function receiveRequests({ seen, max }: LedgerFacts): number {
  const bytes = seen.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0)
  const expected = seen.length === 0 ? 0 : (bytes / seen.length) * max
  return Math.max(1, Math.ceil(expected / chunkBytes))
}

/** One call returns, or renews, up to ten. */
function batches(max: number): number {
  return Math.ceil(max / LOOK_MAX)
}

function renewalsPerHour({ hideSeconds, max }: LedgerFacts): number {
  if (hideSeconds === 0) return 0
  const everySeconds = Math.max(1, hideSeconds - renewalMarginSeconds(hideSeconds))
  return Math.ceil(3600 / everySeconds) * batches(max)
}

function groupsOf({ queue, seen, hideSeconds }: LedgerFacts): string[] {
  if (queue.type === 'standard' || hideSeconds === 0) return []
  return [...new Set(seen.flatMap(({ groupId }) => (groupId === undefined ? [] : [groupId])))]
}

function firstExpiry(seen: readonly MessagePreview[]): Pick<LookLedger, 'firstExpiryMs'> {
  const expiries = seen.flatMap(({ expiresAtMs }) =>
    expiresAtMs === undefined ? [] : [expiresAtMs],
  )
  return expiries.length === 0 ? {} : { firstExpiryMs: Math.min(...expiries) }
}

/**
 * The cost of a look, by the rule of SQS: a message goes to the dead-letter queue when it is received while its count
 * has reached `maxReceiveCount`. Which messages a receive returns cannot be chosen, so every seen message counts as one
 * that may come. Hiding changes nothing of that; it adds who must wait, and for how long.
 */
export function lookLedger(facts: LedgerFacts): LookLedger {
  const { queue, seen, max, deadLetterName, hideSeconds } = facts
  const limit = queue.redrive?.maxReceiveCount
  const isStandard = queue.type === 'standard'
  return {
    mode: hideSeconds === 0 ? 'quick' : 'hold',
    max,
    queueType: queue.type,
    requests: receiveRequests(facts) + (hideSeconds === 0 ? 0 : batches(max)),
    renewalsPerHour: renewalsPerHour(facts),
    visibleNow: queue.depth.visible,
    ...(limit === undefined ? {} : { maxReceiveCount: limit }),
    ...(deadLetterName === undefined ? {} : { deadLetterName }),
    movesNow: limit === undefined ? [] : idsWhere(seen, (receives) => receives >= limit),
    movesNext: limit === undefined ? [] : idsWhere(seen, (receives) => receives === limit - 1),
    // One that is moved is not received a third time.
    leavesAgeAlarm: isStandard
      ? idsWhere(
          seen,
          (receives) => receives === ageAlarmReceives - 1 && receives < (limit ?? Infinity),
        )
      : [],
    unknownCounts: Math.max(0, queue.depth.visible - seen.length),
    hiddenSeconds: hideSeconds,
    waitingGroups: groupsOf(facts),
    ...firstExpiry(seen),
  }
}
