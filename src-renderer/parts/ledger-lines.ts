import type { LookLedger } from '#contract'
import { visibleText } from './visible-text.ts'

/** `warning` is for what the user may not want to happen; it gets the amber icon and comes first. */
export type LedgerTone = 'warning' | 'plain'

/** One sentence of the ledger, as a key of the locale files and its numbers. */
export interface LedgerLine {
  key: LedgerKey
  tone: LedgerTone
  params: { count?: number; limit?: number; target?: string; groups?: string; atMs?: number }
}

export type LedgerKey =
  | 'movesNow'
  | 'movesNext'
  | 'limitOne'
  | 'leavesAgeAlarm'
  | 'hides'
  | 'addsReceive'
  | 'addsReceiveLimited'
  | 'unknownCounts'
  | 'hidesNothing'
  | 'requests'
  | 'nothingVisible'
  | 'fifoHeads'
  | 'fifoNoDelete'
  | 'fifoDelete'
  | 'groupsWait'
  | 'groupsWaitAny'
  | 'firstExpiry'
  | 'renewals'

type Rule = (ledger: LookLedger) => LedgerLine[]

function line(key: LedgerKey, tone: LedgerTone, params: LedgerLine['params'] = {}): LedgerLine {
  return { key, tone, params }
}

function moves(key: 'movesNow' | 'movesNext', ids: readonly string[], target: string | undefined) {
  return ids.length === 0
    ? []
    : [line(key, 'warning', { count: ids.length, target: target ?? '?' })]
}

const movesNow: Rule = ({ movesNow: ids, deadLetterName }) => moves('movesNow', ids, deadLetterName)

const movesNext: Rule = ({ movesNext: ids, deadLetterName }) =>
  moves('movesNext', ids, deadLetterName)

/** With a limit of 1 the first look already spends the whole limit, so counts that are not known are no comfort. */
const limitOne: Rule = ({ maxReceiveCount, unknownCounts, deadLetterName }) =>
  maxReceiveCount === 1 && unknownCounts > 0
    ? [line('limitOne', 'warning', { target: deadLetterName ?? '?' })]
    : []

/** The metrics page says this of standard queues only; a FIFO queue is never reordered. */
const leavesAgeAlarm: Rule = ({ leavesAgeAlarm: ids, queueType }) =>
  ids.length > 0 && queueType === 'standard'
    ? [line('leavesAgeAlarm', 'warning', { count: ids.length })]
    : []

const hides: Rule = ({ hiddenSeconds }) =>
  hiddenSeconds > 0 ? [line('hides', 'warning', { count: hiddenSeconds })] : []

const addsReceive: Rule = ({ maxReceiveCount, deadLetterName }) =>
  maxReceiveCount === undefined || deadLetterName === undefined
    ? [line('addsReceive', 'plain')]
    : [line('addsReceiveLimited', 'plain', { limit: maxReceiveCount, target: deadLetterName })]

const unknownCounts: Rule = ({ unknownCounts: count }) =>
  count > 0 ? [line('unknownCounts', 'plain', { count })] : []

const hidesNothing: Rule = ({ hiddenSeconds }) =>
  hiddenSeconds === 0 ? [line('hidesNothing', 'plain')] : []

const fifo: Rule = ({ queueType, mode }) =>
  queueType === 'fifo'
    ? [line('fifoHeads', 'plain'), line(mode === 'hold' ? 'fifoDelete' : 'fifoNoDelete', 'plain')]
    : []

/** As many names as one takes in; the count says the rest. */
const NAMED_MAX = 3

const groupsWait: Rule = ({ queueType, mode, waitingGroups }) => {
  if (queueType !== 'fifo' || mode !== 'hold') return []
  if (waitingGroups.length === 0) return [line('groupsWaitAny', 'warning')]
  const groups = waitingGroups.slice(0, NAMED_MAX).map(visibleText).join(', ')
  return [line('groupsWait', 'warning', { count: waitingGroups.length, groups })]
}

const firstExpiry: Rule = ({ firstExpiryMs }) =>
  firstExpiryMs === undefined ? [] : [line('firstExpiry', 'plain', { atMs: firstExpiryMs })]

const renewals: Rule = ({ renewalsPerHour: count }) =>
  count > 0 ? [line('renewals', 'plain', { count })] : []

const requests: Rule = ({ requests: count }) => [line('requests', 'plain', { count })]

const nothingVisible: Rule = ({ visibleNow }) =>
  visibleNow === 0 ? [line('nothingVisible', 'plain')] : []

const rules: readonly Rule[] = [
  movesNow,
  movesNext,
  limitOne,
  leavesAgeAlarm,
  hides,
  groupsWait,
  addsReceive,
  unknownCounts,
  hidesNothing,
  fifo,
  nothingVisible,
  firstExpiry,
  requests,
  renewals,
]

/** What a look costs, as sentences: warnings first, each list in a fixed order so that a refresh moves nothing. */
export function ledgerLines(ledger: LookLedger): LedgerLine[] {
  return rules.flatMap((rule) => rule(ledger))
}
