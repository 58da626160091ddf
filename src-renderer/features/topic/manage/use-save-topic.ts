import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findArchiveDays, isAws } from '#contract'
import type { OutputOf } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import { fromErrorValue } from '../../../api/weir-error.ts'
import type { WeirError } from '../../../api/weir-error.ts'
import { draftChange, draftLines, draftNames } from '../../../parts/attributes/attributes-draft.ts'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import type { Saving } from '../../../parts/saving.ts'
import { useTopicReread } from '../change/use-topic-reread.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { givesUpArchive, topicAttributes } from './topic-attributes.ts'
import type { TopicDraft } from './topic-attributes.ts'

type Answer = OutputOf<'topics.setAttributes'>

function useConfirmWords({ name }: TopicFacts) {
  const { t } = useTranslation(['editing', 'topic-manage'])
  return (draft: TopicDraft) => {
    const count = draftNames(topicAttributes, draft).length
    const changes = draftLines(topicAttributes, draft, t('unset'))
    const danger = givesUpArchive(draft)
    const days = findArchiveDays(draft.ArchivePolicy?.value ?? '') ?? 0
    const lost =
      days === 0 ? t('topic-manage:archive.ends') : t('topic-manage:archive.shorter', { days })
    const body = t('attributes.confirmBody', { changes, name })
    return {
      title: t('attributes.confirmTitle', { count, name }),
      body: danger ? `${body} ${lost}` : body,
      verb: t('attributes.save', { count }),
      danger,
    }
  }
}

/** Limits are checked here first: an emulator that refuses a value within them does not have the attribute. */
function useFailedWith({ connection }: TopicFacts) {
  const { t } = useTranslation('topic-manage')
  return (error: WeirError, name: string): Extract<Outcome, { state: 'failed' }> => {
    // Weir's own refusals come with a reason.
    const isRefused = error.code === 'invalid-input' && error.detail.params['reason'] === undefined
    const failed = { state: 'failed' as const, error }
    const isLack = isRefused && !isAws(connection.target)
    return isLack ? { ...failed, instead: t('emulatorLacks', { name }) } : failed
  }
}

/** What was set before it failed, where it failed, and what was not tried: SNS takes one attribute a call. */
function useOutcome(facts: TopicFacts) {
  const { t } = useTranslation(['topic-manage', 'editing'])
  const failedWith = useFailedWith(facts)
  return ({ set, pending, failure, requestId }: Answer, draft: TopicDraft): Outcome => {
    const names = draftNames(topicAttributes, draft)
    if (failure !== undefined) {
      const [name = '', ...rest] = names.slice(set.length)
      const params = { set: set.join(', '), failed: name, rest: rest.join(', ') }
      const isSure = !failure.effectUnknown
      const [one, more] = isSure
        ? (['one', 'more'] as const)
        : (['unsureOne', 'unsureMore'] as const)
      const before = t(`partly.${rest.length === 0 ? one : more}`, params)
      return { ...failedWith(fromErrorValue(failure), name), before }
    }
    if (pending.length === 0)
      return {
        state: 'done',
        words: t('editing:attributes.saved', { count: set.length }),
        requestId,
      }
    const words = t('pending', { names: pending.join(', ') })
    return { state: 'pending', words, requestId }
  }
}

/** What is left of a draft when the first of it were set. */
export function leftOf(draft: TopicDraft, set: readonly string[]): TopicDraft {
  return Object.fromEntries(Object.entries(draft).filter(([name]) => !set.includes(name)))
}

/** Saves a draft of a topic's attributes: asks, sends what differs, and keeps what came of it. */
export function useSaveTopic(
  facts: TopicFacts,
  onSet: (set: readonly string[]) => void = () => undefined,
): Saving<TopicDraft> {
  const { connection, topicArn } = facts
  const plain = useOperation('topics.setAttributes')
  const shorter = useOperation('topics.shortenArchive')
  const reread = useTopicReread(connection.id)
  const confirmWords = useConfirmWords(facts)
  const outcomeOf = useOutcome(facts)
  const failedWith = useFailedWith(facts)
  const [outcome, setOutcome] = useState<Outcome>()

  const save = async (draft: TopicDraft): Promise<boolean> => {
    setOutcome(undefined)
    const { run } = givesUpArchive(draft) ? shorter : plain
    const at = { connectionId: connection.id, topicArn }
    const change = draftChange(topicAttributes, draft)
    const result = await run({ ...at, ...change }, { confirm: confirmWords(draft) })
    if (result.state === 'failed') {
      const [name = ''] = draftNames(topicAttributes, draft)
      setOutcome(failedWith(result.error, name))
    }
    if (result.state === 'done') {
      setOutcome(outcomeOf(result.output, draft))
      onSet(result.output.set)
    }
    if (result.state !== 'declined') await reread()
    return result.state === 'done' && result.output.failure === undefined
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { save, outcome, dismiss, reread, pending: plain.pending || shorter.pending }
}
