import type { EntryGroup } from '#contract'
import { localMoment } from '../../../lib/local-moment.ts'
import type { Filter } from './use-entries.ts'

/** What is typed into the fields. */
export interface Wish {
  text: string
  attribute: string
  value: string
  from: string
  until: string
  expression: string
  /** Chosen among the groups of like entries. */
  groups: readonly EntryGroup[]
}
export const nothingSought: Wish = {
  ...{ text: '', attribute: '', value: '' },
  ...{ from: '', until: '', expression: '', groups: [] },
}

function momentOf(text: string): number | undefined {
  const atMs = Date.parse(text)
  return Number.isNaN(atMs) ? undefined : atMs
}

/** Undefined where nothing is sought. */
export function toFilter({
  text,
  attribute,
  value,
  from,
  until,
  groups,
  ...wish
}: Wish): Filter | undefined {
  const name = attribute.trim()
  const expression = wish.expression.trim()
  const [fromMs, untilMs] = [momentOf(from), momentOf(until)]
  const filter: Filter = {
    ...(text === '' ? {} : { text }),
    ...(name === '' ? {} : { attribute: value === '' ? { name } : { name, value } }),
    ...(fromMs === undefined ? {} : { fromMs }),
    // To the end of the second that was typed.
    ...(untilMs === undefined ? {} : { untilMs: untilMs + 999 }),
    ...(expression === '' ? {} : { expression }),
    ...(groups.length === 0 ? {} : { groups: [...groups] }),
  }
  return Object.keys(filter).length === 0 ? undefined : filter
}

/** The fields that say this filter. */
export function toWish({ text, attribute, fromMs, untilMs, expression, groups }: Filter): Wish {
  return {
    text: text ?? '',
    attribute: attribute?.name ?? '',
    value: attribute?.value ?? '',
    from: fromMs === undefined ? '' : localMoment(fromMs),
    until: untilMs === undefined ? '' : localMoment(untilMs),
    expression: expression ?? '',
    groups: groups ?? [],
  }
}
