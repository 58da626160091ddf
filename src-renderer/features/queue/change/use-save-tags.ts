import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf, Tag } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import { fromErrorValue } from '../../../api/weir-error.ts'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import type { QueueFacts } from '../queue-facts.ts'
import { useReread } from './use-reread.ts'

interface TagChange {
  set: Tag[]
  remove: string[]
}

function useTagWords(queue: string) {
  const { t } = useTranslation('queue-change')
  return ({ set, remove }: TagChange) => {
    const sentences = [
      ...(set.length === 0
        ? []
        : [t('tags.sets', { count: set.length, keys: set.map(({ key }) => key).join(', ') })]),
      ...(remove.length === 0
        ? []
        : [t('tags.removes', { count: remove.length, keys: remove.join(', ') })]),
    ]
    return {
      title: t('tags.confirmTitle', { queue }),
      body: sentences.join(' '),
      verb: t('tags.save'),
    }
  }
}

/** Saves what differs in the tags, and keeps what came of it. */
export function useSaveTags(facts: QueueFacts) {
  const { t } = useTranslation('queue-change')
  const { run, pending } = useOperation('queues.setTags')
  const reread = useReread(facts)
  const wordsOf = useTagWords(facts.name)
  const [outcome, setOutcome] = useState<Outcome>()

  const tell = ({ set, removed, failure, requestId }: OutputOf<'queues.setTags'>): void => {
    if (failure !== undefined) setOutcome({ state: 'failed', error: fromErrorValue(failure) })
    else setOutcome({ state: 'done', words: t('tags.saved', { set, removed }), requestId })
  }
  const save = async (change: TagChange): Promise<boolean> => {
    setOutcome(undefined)
    const at = { connectionId: facts.connection.id, queueUrl: facts.queueUrl }
    const result = await run({ ...at, ...change }, { confirm: wordsOf(change) })
    if (result.state === 'failed') setOutcome(result)
    if (result.state === 'done') tell(result.output)
    if (result.state !== 'declined') await reread()
    return result.state === 'done' && result.output.failure === undefined
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { save, pending, outcome, dismiss, reread }
}
