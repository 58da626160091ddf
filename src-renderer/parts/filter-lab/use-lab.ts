import { useDeferredValue, useMemo } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { FILTER_MESSAGES_MAX } from '#contract'
import { read } from '../../api/read.ts'
import { useStore } from '../../lib/store.ts'
import type { LabMemory, LabPolicy, LabSubscription } from './lab-memory.ts'
import { toFiltered } from './lab-message.ts'
import type { LabMessage } from './lab-message.ts'

/** Judged here and from nothing but the question: never stale, and not worth keeping once another is asked. */
const pure = { placeholderData: keepPreviousData, staleTime: Infinity, gcTime: 5_000 }

/** Why the message passes the policy or not, following what is typed. */
export function useExplained(memory: LabMemory) {
  const policy = useDeferredValue(useStore(memory.policy))
  const draft = useDeferredValue(useStore(memory.draft))
  const message = useMemo(() => toFiltered(draft), [draft])
  return useQuery({ ...read('filters.explain', { policy, message }), ...pure })
}

/** Whether a policy says something else than the subscription has. White space is no difference. */
export function isEdited(policy: LabPolicy, from: LabSubscription | undefined): boolean {
  if (from === undefined) return policy.text.trim() !== ''
  if (plain(policy.text) !== plain(from.policy)) return true
  return policy.text.trim() !== '' && policy.scope !== from.scope
}

function plain(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text.trim()
  }
}

/** The draft, if there is anything of it, and after it what was kept. */
export function useLabMessages(memory: LabMemory): readonly LabMessage[] {
  const draft = useDeferredValue(useStore(memory.draft))
  const kept = useStore(memory.kept)
  return useMemo(() => {
    const isEmpty = draft.body === '' && draft.attributes.length === 0
    const own = isEmpty ? [] : [{ id: DRAFT, ...draft }]
    return [...own, ...kept].slice(0, FILTER_MESSAGES_MAX)
  }, [draft, kept])
}

/** The id of what is being edited, among messages and among policies. */
export const DRAFT = 'draft'

/** What the edited policy would change for the messages at hand. */
export function useWhatIf(
  memory: LabMemory,
  from: LabSubscription | undefined,
  messages: readonly LabMessage[],
) {
  const policy = useDeferredValue(useStore(memory.policy))
  const before = { text: from?.policy ?? '', scope: from?.scope ?? policy.scope }
  const filtered = useMemo(() => messages.map(toFiltered), [messages])
  return useQuery({
    ...read('filters.compare', { before, after: policy, messages: filtered }),
    ...pure,
    enabled: messages.length > 0 && isEdited(policy, from),
  })
}

/** Which message passes which policy. */
export function useJudged(
  policies: readonly { id: string; text: string; scope: LabPolicy['scope'] }[],
  messages: readonly LabMessage[],
) {
  const filtered = useMemo(() => messages.map(toFiltered), [messages])
  return useQuery({
    ...read('filters.judge', { policies: [...policies], messages: filtered }),
    ...pure,
    enabled: messages.length > 0,
  })
}
