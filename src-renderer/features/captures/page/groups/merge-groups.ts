import type { GroupCount, OutputOf } from '#contract'

type Answer = OutputOf<'captures.groupEntries'>

/** Different groups that are counted one by one; a million entries may be as many groups. */
export const GROUPS_MAX = 10_000

/** What was counted up to a position. */
export interface Counted {
  groups: ReadonlyMap<string, GroupCount>
  /** All entries that fit. */
  total: number
  /** Of them, those whose group is not among `groups`. */
  others: number
  lookedAt: number
  isEnd: boolean
  failed: number
  message: string
}

export const nothingCounted: Counted = {
  ...{ groups: new Map(), total: 0, others: 0 },
  ...{ lookedAt: 0, isEnd: false, failed: 0, message: '' },
}

function sum(before: GroupCount, more: GroupCount): GroupCount {
  const firsts = [before.firstSentAtMs, more.firstSentAtMs].filter((at) => at !== undefined)
  const lasts = [before.lastSentAtMs, more.lastSentAtMs].filter((at) => at !== undefined)
  return {
    ...before,
    count: before.count + more.count,
    ...(firsts.length === 0 ? {} : { firstSentAtMs: Math.min(...firsts) }),
    ...(lasts.length === 0 ? {} : { lastSentAtMs: Math.max(...lasts) }),
  }
}

/**
 * What was counted before, and the next answer. A group that is listed was counted from its first entry on, so its number
 * is exact; what comes when there is no more room is never lost, only not told apart.
 */
export function withAnswer(counted: Counted, answer: Answer, most = GROUPS_MAX): Counted {
  const groups = new Map(counted.groups)
  let { total, others } = counted
  for (const group of answer.groups) {
    const before = groups.get(group.key)
    total += group.count
    if (before !== undefined) groups.set(group.key, sum(before, group))
    else if (groups.size < most) groups.set(group.key, group)
    else others += group.count
  }
  return {
    ...{ groups, total, others, lookedAt: answer.lookedAt, isEnd: answer.isEnd },
    failed: counted.failed + (answer.failed ?? 0),
    message: counted.message === '' ? (answer.trouble?.message ?? '') : counted.message,
  }
}
