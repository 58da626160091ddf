import type { TFunction } from 'i18next'
import type { Format } from '../../../../lib/use-format.ts'
import { visibleText } from '../../../../parts/visible-text.ts'
import type { Filter } from '../use-entries.ts'

interface Words {
  t: TFunction<'captures'>
  format: Format
}

function attributeWords({ attribute }: Filter): string[] {
  if (attribute === undefined) return []
  const { name, value } = attribute
  return [value === undefined ? name : `${name} = ${value}`]
}

function spanWords({ fromMs, untilMs }: Filter, { t, format }: Words): string[] {
  if (fromMs === undefined && untilMs === undefined) return []
  const moment = (atMs: number | undefined): string =>
    atMs === undefined ? '…' : format.dateTime(atMs)
  return [t('page.span', { from: moment(fromMs), until: moment(untilMs) })]
}

/** Everything that a filter asks for, in one line. */
export function filterWords(filter: Filter, words: Words): string {
  const { text, expression, groups = [] } = filter
  const parts = [
    ...(text === undefined ? [] : [`“${text}”`]),
    ...attributeWords(filter),
    ...spanWords(filter, words),
    ...(expression === undefined ? [] : [expression]),
    ...groups.map(({ label }) => label),
  ]
  return parts.map(visibleText).join(' · ')
}
