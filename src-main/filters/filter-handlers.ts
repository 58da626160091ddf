import type { AnswerOf, ParsedInput } from '#contract'
import { explain } from './explain.ts'
import type { FilterPolicy } from './filter-policy.ts'
import { judge, parseText, toMessage } from './judge.ts'
import type { Cancel } from './judge.ts'
import { changeOf } from './matrix.ts'
import { filterLimits } from './filter-limits.ts'
import { combinationsOf, keysOf } from './parse-policy.ts'
import { toExplanation, toFindings } from './shown-explanation.ts'

function sizeOf({ demands }: FilterPolicy) {
  return {
    keys: keysOf(demands).length,
    keysMax: filterLimits.keys,
    combinations: combinationsOf(demands),
    combinationsMax: filterLimits.combinations,
  }
}

async function compare(
  input: ParsedInput<'filters.compare'>,
  { signal }: Cancel,
): Promise<AnswerOf<'filters.compare'>> {
  const [before, after] = [parseText(input.before), parseText(input.after)]
  const findings = toFindings(after.findings)
  if (before.policy === undefined || after.policy === undefined) return { findings }
  const policies = { before: before.policy, after: after.policy }
  const change = await changeOf(policies, input.messages.map(toMessage), signal)
  return { findings, change: { ...change, lost: [...change.lost], gained: [...change.gained] } }
}

/** Operations that judge filter policies: no call is made. */
export function filterHandlers() {
  return {
    'filters.judge': async (input: ParsedInput<'filters.judge'>, cancel: Cancel = {}) => ({
      rows: await judge(input, cancel),
    }),
    'filters.explain': ({
      policy: text,
      message,
    }: ParsedInput<'filters.explain'>): AnswerOf<'filters.explain'> => {
      const { policy, findings } = parseText(text)
      const shown = toFindings(findings)
      if (policy === undefined) return { findings: shown, isRefused: true }
      const answer = { findings: shown, isRefused: false, size: sizeOf(policy) }
      if (message === undefined) return answer
      return { ...answer, explanation: toExplanation(explain(policy, toMessage(message))) }
    },
    'filters.compare': (input: ParsedInput<'filters.compare'>, cancel: Cancel = {}) =>
      compare(input, cancel),
  }
}
