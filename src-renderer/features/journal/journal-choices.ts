import type { InputOf } from '#contract'

export const effectChoices = ['all', 'look', 'write', 'destroy'] as const

/** What the filter bar shows. */
export interface JournalChoices {
  text: string
  connectionId: string | undefined
  effect: (typeof effectChoices)[number]
  /** Failed, partly done, or with no known end. */
  onlyTrouble: boolean
}

export const everything: JournalChoices = {
  text: '',
  connectionId: undefined,
  effect: 'all',
  onlyTrouble: false,
}

type Filter = NonNullable<InputOf<'journal.list'>['filter']>

/** The filter as the journal takes it: what does not narrow is left out. */
export function toFilter({ text, connectionId, effect, onlyTrouble }: JournalChoices): Filter {
  return {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(connectionId === undefined ? {} : { connectionId }),
    ...(effect === 'all' ? {} : { effects: [effect] }),
    ...(onlyTrouble ? { outcomes: ['partly', 'failed', 'uncertain', 'started'] } : {}),
  }
}
