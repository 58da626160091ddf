import type { LookLedger, MessageId, MessagePreview, QueueDetail } from '#contract'

export interface LedgerFacts {
  queue: QueueDetail
  /** Messages seen in this queue so far; their counts may have risen since by other receivers. */
  seen: readonly MessagePreview[]
  max: number
  deadLetterName: string | undefined
}

/** A third receive puts a standard-queue message behind the others and out of the age metric (see domain facts D1). */
const ageAlarmReceives = 3

function idsWhere(
  seen: readonly MessagePreview[],
  test: (receives: number) => boolean,
): MessageId[] {
  return seen.filter((message) => test(message.receiveCount)).map((message) => message.messageId)
}

/**
 * The cost of a quick look, by the rule of SQS: a message goes to the dead-letter queue when it is received while its
 * count has reached `maxReceiveCount`. Which messages a receive returns cannot be chosen, so every seen message counts
 * as one that may come.
 */
export function quickLookLedger(facts: LedgerFacts): LookLedger {
  const { queue, seen, max, deadLetterName } = facts
  const limit = queue.redrive?.maxReceiveCount
  const isStandard = queue.type === 'standard'
  return {
    mode: 'quick',
    max,
    queueType: queue.type,
    requests: 1,
    visibleNow: queue.depth.visible,
    ...(limit === undefined ? {} : { maxReceiveCount: limit }),
    ...(deadLetterName === undefined ? {} : { deadLetterName }),
    movesNow: limit === undefined ? [] : idsWhere(seen, (receives) => receives >= limit),
    movesNext: limit === undefined ? [] : idsWhere(seen, (receives) => receives === limit - 1),
    leavesAgeAlarm: isStandard
      ? idsWhere(seen, (receives) => receives === ageAlarmReceives - 1)
      : [],
    unknownCounts: Math.max(0, queue.depth.visible - seen.length),
    hiddenSeconds: 0,
  }
}
