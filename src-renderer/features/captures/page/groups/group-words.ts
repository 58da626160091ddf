import type { TFunction } from 'i18next'
import type { GroupCount } from '#contract'
import { visibleText } from '../../../../parts/visible-text.ts'
import type { Grouping } from './use-groups.ts'

type Words = TFunction<'captures'>
type Facts = GroupCount['facts']

/** One line of a shape. The whole body is at no path. */
function pathWords({ path, type }: { path: string; type: string }, t: Words): string {
  return `${path === '' ? t('groups.whole') : visibleText(path)}: ${type}`
}

function fieldName(field: Extract<Grouping, { by: 'fields' }>['fields'][number]): string {
  return field.in === 'body' ? field.path : field.name
}

function valueWords({ json }: { json?: string | undefined }, t: Words): string {
  return json === undefined ? t('groups.absent') : visibleText(json)
}

/** What the entries of a group have in common. */
export function groupWords(facts: Facts, t: Words): string {
  switch (facts.kind) {
    case 'source':
      return facts.of === 'dead-letter'
        ? visibleText(facts.name)
        : t('groups.takenFrom', { name: visibleText(facts.name) })
    case 'shape':
      return facts.paths.map((path) => pathWords(path, t)).join(', ')
    case 'other':
      return t(`groups.other.${facts.of}`)
    case 'fields':
      return facts.values.map((value) => valueWords(value, t)).join(' · ')
  }
}

/** What a group is told of in one column, in several lines where there are several. */
export function groupLines(facts: Facts, grouping: Grouping, t: Words): string[] {
  if (facts.kind === 'shape') {
    const count = facts.pathCount - facts.paths.length
    const more = count > 0 ? [t('groups.morePaths', { count })] : []
    return [...facts.paths.map((path) => pathWords(path, t)), ...more]
  }
  if (facts.kind !== 'fields' || grouping.by !== 'fields') return [groupWords(facts, t)]
  const names = grouping.fields.map(fieldName)
  return facts.values.map((value, at) => `${names[at] ?? ''}: ${valueWords(value, t)}`)
}
