import type { FilterScope } from '#contract'
import { onForget } from '../../lib/forget.ts'
import { createStore } from '../../lib/store.ts'
import type { Store } from '../../lib/store.ts'
import { formatJson, jsonHint } from '../json-hint.ts'
import { emptyLabDraft } from './lab-message.ts'
import type { LabDraft, LabMessage } from './lab-message.ts'

export interface LabPolicy {
  text: string
  scope: FilterScope
}

/** One subscription that the lab begins with, or judges by. */
export interface LabSubscription {
  arn: string
  name: string
  scope: FilterScope
  /** As SNS stores it; empty where everything passes. */
  policy: string
}

export const labModes = ['one', 'many'] as const
export type LabMode = (typeof labModes)[number]

/** What a lab must not lose when another tab is shown. */
export interface LabMemory {
  mode: Store<LabMode>
  policy: Store<LabPolicy>
  /** The subscription whose policy is edited. */
  arn: Store<string | undefined>
  draft: Store<LabDraft>
  kept: Store<readonly LabMessage[]>
}

/** More than this nobody compares by eye; the oldest goes. */
export const KEPT_MAX = 200
const LABS_MAX = 50

const memories = new Map<string, LabMemory>()
onForget((connectionId) => {
  for (const key of memories.keys()) if (key.startsWith(`${connectionId} `)) memories.delete(key)
})

export function createLabMemory(): LabMemory {
  return {
    mode: createStore<LabMode>('one'),
    policy: createStore<LabPolicy>({ text: '', scope: 'MessageAttributes' }),
    arn: createStore<string | undefined>(undefined),
    draft: createStore<LabDraft>(emptyLabDraft),
    kept: createStore<readonly LabMessage[]>([]),
  }
}

/** The lab of one topic, for as long as the window lives; those opened longest ago are let go first. */
export function recallLab(connectionId: string, subject: string): LabMemory {
  const key = `${connectionId} ${subject}`
  const memory = memories.get(key) ?? createLabMemory()
  memories.delete(key)
  memories.set(key, memory)
  const [oldest] = memories.keys()
  if (memories.size > LABS_MAX && oldest !== undefined) memories.delete(oldest)
  return memory
}

/** Keeps the draft for the matrix, the newest first. */
export function keepDraft({ draft, kept }: LabMemory): void {
  kept.set([{ id: crypto.randomUUID(), ...draft.get() }, ...kept.get()].slice(0, KEPT_MAX))
}

/** Keeps messages that were seen elsewhere, before what was kept already, and shows them all. */
export function keepMessages({ kept, mode }: LabMemory, messages: readonly LabMessage[]): void {
  const ids = new Set(messages.map(({ id }) => id))
  const others = kept.get().filter(({ id }) => !ids.has(id))
  kept.set([...messages, ...others].slice(0, KEPT_MAX))
  mode.set('many')
}

/** SNS stores a policy on one line. */
export function readable(policy: string): string {
  return jsonHint(policy).state === 'valid' ? formatJson(policy) : policy
}

/** Begins anew with a subscription's own policy, or with none. */
export function takePolicy({ policy, arn }: LabMemory, from: LabSubscription | undefined): void {
  arn.set(from?.arn)
  policy.set({ text: readable(from?.policy ?? ''), scope: from?.scope ?? policy.get().scope })
}
