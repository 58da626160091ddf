import type { AnswerOf, FilteredMessage, ParsedInput } from '#contract'
import { explain } from './explain.ts'
import type { FilterMessage } from './filter-message.ts'
import type { FilterPolicy } from './filter-policy.ts'
import { changeOf, matrixOf } from './matrix.ts'
import { filterLimits } from './filter-limits.ts'
import { combinationsOf, keysOf, parsePolicy } from './parse-policy.ts'
import { findBlocker, toExplanation, toFindings } from './shown-explanation.ts'

function parse({ text, scope }: { text: string; scope: FilterPolicy['scope'] }) {
  return parsePolicy(text, scope)
}

/** By name: of two of one name, which SNS would not take, the last counts. */
function toMessage({ body, attributes }: FilteredMessage): FilterMessage {
  const entries = attributes.map(({ name, type, value }) => [name, { type, value }] as const)
  return { body, attributes: Object.fromEntries(entries) }
}

function blockerOf(policy: FilterPolicy, message: FilterMessage) {
  const blocker = findBlocker(toExplanation(explain(policy, message)))
  return blocker === undefined ? {} : { blocker }
}

function sizeOf({ demands }: FilterPolicy) {
  return {
    keys: keysOf(demands).length,
    keysMax: filterLimits.keys,
    combinations: combinationsOf(demands),
    combinationsMax: filterLimits.combinations,
  }
}

interface Cancel {
  signal?: AbortSignal
}

async function judge(input: ParsedInput<'filters.judge'>, { signal }: Cancel) {
  const messages = input.messages.map(toMessage)
  const [only, ...others] = messages
  const parsed = input.policies.map((text) => parse(text).policy)
  const rows = await matrixOf(
    parsed.filter((policy) => policy !== undefined),
    messages,
    signal,
  )
  const judged = rows.values()
  return input.policies.map(({ id }, index) => {
    const policy = parsed[index]
    if (policy === undefined) return { id }
    const passes = judged.next().value ?? []
    const isKeptOut = only !== undefined && others.length === 0 && passes[0] === false
    return { id, passes, ...(isKeptOut ? blockerOf(policy, only) : {}) }
  })
}

async function compare(
  input: ParsedInput<'filters.compare'>,
  { signal }: Cancel,
): Promise<AnswerOf<'filters.compare'>> {
  const [before, after] = [parse(input.before), parse(input.after)]
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
      const { policy, findings } = parse(text)
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
