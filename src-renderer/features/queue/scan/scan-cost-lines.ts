import type { ScanLedger, ScanPlan } from '#contract'

export type CostKey =
  | 'movesNow'
  | 'consumers'
  | 'budgetStop'
  | 'budgetSlide'
  | 'headsOnly'
  | 'deletes'
  | 'hides'
  | 'receive'
  | 'receiveLimited'
  | 'crash'
  | 'delayed'
  | 'calls'
  | 'nothing'

/** One sentence of what a scan costs, as a key of the locale files and its numbers. */
export interface CostLine {
  key: CostKey
  /** `warning` is for what the user may not want to happen; it comes first. */
  tone: 'warning' | 'plain'
  params: { count?: number; limit?: number; target?: string }
  seconds?: number
}

type Rule = (ledger: ScanLedger, whenFull: ScanPlan['whenFull']) => CostLine | undefined

const movesNow: Rule = ({ movesNow: count, deadLetterName = '?' }) =>
  count === 0
    ? undefined
    : { key: 'movesNow', tone: 'warning', params: { count, target: deadLetterName } }

const consumers: Rule = ({ inFlightElsewhere: count }) =>
  count === 0 ? undefined : { key: 'consumers', tone: 'warning', params: { count } }

const budget: Rule = ({ exceedsBudget, inFlightBudget: count }, whenFull) => {
  if (!exceedsBudget) return undefined
  const key = whenFull === 'slide' ? 'budgetSlide' : 'budgetStop'
  return { key, tone: 'warning', params: { count } }
}

const headsOnly: Rule = ({ headsOnly: isSo }) =>
  isSo ? { key: 'headsOnly', tone: 'warning', params: {} } : undefined

const takes: Rule = ({ mode, messages: count, expectedSeconds }) => {
  if (count === 0) return undefined
  if (mode === 'drain') return { key: 'deletes', tone: 'warning', params: { count } }
  return { key: 'hides', tone: 'warning', params: { count }, seconds: expectedSeconds }
}

const receive: Rule = ({ maxReceiveCount: limit, deadLetterName: target }) =>
  limit === undefined || target === undefined
    ? { key: 'receive', tone: 'plain', params: {} }
    : { key: 'receiveLimited', tone: 'plain', params: { limit, target } }

const delayed: Rule = ({ delayed: count }) =>
  count === 0 ? undefined : { key: 'delayed', tone: 'plain', params: { count } }

const nothing: Rule = ({ visible }) =>
  visible === 0 ? { key: 'nothing', tone: 'plain', params: {} } : undefined

const crash: Rule = ({ hideSeconds }) => ({
  ...{ key: 'crash', tone: 'plain', params: {}, seconds: hideSeconds },
})

const calls: Rule = ({ calls: count }) => ({ key: 'calls', tone: 'plain', params: { count } })

const rules = [
  ...[movesNow, consumers, takes, budget, headsOnly],
  ...[receive, delayed, nothing, crash, calls],
]

/** What a scan costs, as sentences in a fixed order, so that a refresh moves nothing. */
export function scanCostLines(ledger: ScanLedger, whenFull: ScanPlan['whenFull']): CostLine[] {
  return rules.flatMap((rule) => rule(ledger, whenFull) ?? [])
}
