import { useState } from 'react'
import { editableSubscriptionAttributes } from '#contract'
import type { EditableSubscriptionAttribute, SubscriptionDetail } from '#contract'
import type { ConfirmWords } from '../../../api/confirm.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { fromErrorValue } from '../../../api/weir-error.ts'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import { useTopicReread } from './use-topic-reread.ts'

type Name = EditableSubscriptionAttribute
export type Settings = Partial<Record<Name, string>>

export interface SettingsSubject {
  facts: TopicFacts
  detail: SubscriptionDetail
  endpoint: string
}

/** What is asked before, and said after, a setting is saved. */
export interface SettingWords extends ConfirmWords {
  saved: string
}

/** SNS sets one attribute a call: some may be set when a later one fails. */
interface Partly {
  set: readonly Name[]
  unset: readonly Name[]
}

export function settingsThatDiffer(before: Settings, after: Settings): Name[] {
  return editableSubscriptionAttributes.filter(
    (name) => after[name] !== undefined && after[name] !== before[name],
  )
}

function pick(settings: Settings, names: readonly Name[]): Settings {
  return Object.fromEntries(names.map((name) => [name, settings[name]]))
}

/** Saves what differs, after saying so, and keeps what came of it. */
export function useSaveSettings({ facts, detail }: SettingsSubject, opened: Settings) {
  const { run, pending } = useOperation('subscriptions.setAttributes')
  const reread = useTopicReread(facts.connection.id)
  const [before, setBefore] = useState(opened)
  const [outcome, setOutcome] = useState<Outcome>()
  const [partly, setPartly] = useState<Partly>()
  const dismiss = (): void => {
    setOutcome(undefined)
    setPartly(undefined)
  }
  const save = async (after: Settings, { saved, ...confirm }: SettingWords): Promise<void> => {
    dismiss()
    const names = settingsThatDiffer(before, after)
    const result = await run(
      {
        connectionId: facts.connection.id,
        subscriptionArn: detail.subscriptionArn,
        changes: pick(after, names),
        expected: pick(before, names),
      },
      { confirm },
    )
    if (result.state === 'failed') setOutcome(result)
    if (result.state === 'done') {
      const { failure, set, requestId } = result.output
      setBefore({ ...before, ...pick(after, set) })
      if (failure === undefined) setOutcome({ state: 'done', words: saved, requestId })
      else {
        setPartly({ set, unset: names.filter((name) => !set.includes(name)) })
        setOutcome({ state: 'failed', error: fromErrorValue(failure) })
      }
    }
    if (result.state !== 'declined') await reread()
  }
  return { save, pending, outcome, dismiss, reread, before, partly }
}
