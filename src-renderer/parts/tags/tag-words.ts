import { useTranslation } from 'react-i18next'
import type { ErrorValue, Tag } from '#contract'
import type { ConfirmWords } from '../../api/confirm.ts'
import { fromErrorValue } from '../../api/weir-error.ts'
import type { Outcome } from '../change-outcome.tsx'

export interface TagChange {
  set: Tag[]
  remove: string[]
}

/** What changing the tags of something will do, in numbers. */
export function useTagConfirmWords(name: string): (change: TagChange) => ConfirmWords {
  const { t } = useTranslation('editing')
  return ({ set, remove }) => {
    const sentences = [
      ...(set.length === 0
        ? []
        : [t('tags.sets', { count: set.length, keys: set.map(({ key }) => key).join(', ') })]),
      ...(remove.length === 0
        ? []
        : [t('tags.removes', { count: remove.length, keys: remove.join(', ') })]),
    ]
    return {
      title: t('tags.confirmTitle', { name }),
      body: sentences.join(' '),
      verb: t('tags.save'),
    }
  }
}

interface TagAnswer {
  set: number
  removed: number
  requestId?: string | undefined
  /** Why the removal failed after tags had been set. */
  failure?: ErrorValue | undefined
}

/** What came of changing tags: all of it, or the first half and why not the second. */
export function useTagOutcome(): (answer: TagAnswer) => Outcome {
  const { t } = useTranslation('editing')
  return ({ set, removed, requestId, failure }) => {
    if (failure === undefined)
      return { state: 'done', words: t('tags.saved', { set, removed }), requestId }
    const before = t(failure.effectUnknown ? 'tags.unsure' : 'tags.partly', { count: set })
    return { state: 'failed', error: fromErrorValue(failure), before }
  }
}
