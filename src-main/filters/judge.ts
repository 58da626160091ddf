import type { FilterBlocker, FilteredMessage, ParsedInput } from '#contract'
import { explain } from './explain.ts'
import type { FilterMessage } from './filter-message.ts'
import type { FilterPolicy } from './filter-policy.ts'
import { matrixOf } from './matrix.ts'
import { parsePolicy } from './parse-policy.ts'
import { findBlocker, toExplanation } from './shown-explanation.ts'

export function parseText({ text, scope }: { text: string; scope: FilterPolicy['scope'] }) {
  return parsePolicy(text, scope)
}

/** By name: of two of one name, which SNS would not take, the last counts. */
export function toMessage({ body, attributes }: FilteredMessage): FilterMessage {
  const entries = attributes.map(({ name, type, value }) => [name, { type, value }] as const)
  return { body, attributes: Object.fromEntries(entries) }
}

function blockerOf(policy: FilterPolicy, message: FilterMessage) {
  const blocker = findBlocker(toExplanation(explain(policy, message)))
  return blocker === undefined ? {} : { blocker }
}

/** What a policy makes of the messages. */
export interface Judged {
  id: string
  /** For each message; absent where SNS would refuse the policy. */
  passes?: boolean[]
  blocker?: FilterBlocker
}

export interface Cancel {
  signal?: AbortSignal
}

/** For each policy which of the messages pass; what kept the only one out, where there is one. */
export async function judge(
  input: ParsedInput<'filters.judge'>,
  { signal }: Cancel,
): Promise<Judged[]> {
  const messages = input.messages.map(toMessage)
  const [only, ...others] = messages
  const parsed = input.policies.map((text) => parseText(text).policy)
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
