import { useTranslation } from 'react-i18next'
import type { FilterFindingValue } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import { visibleText } from '../visible-text.ts'

/** Every rule of main's linter. */
const rules = [
  'not-json',
  'not-an-object',
  'not-utf8',
  'too-long',
  'too-deep',
  'repeated-key',
  'too-many-keys',
  'too-many-combinations',
  'nested-in-attributes',
  'not-a-list',
  'empty-list',
  'empty-object',
  'bad-value',
  'unknown-operator',
  'eventbridge-operator',
  'one-operator',
  'bad-operand',
  'bad-numeric',
  'empty-range',
  'number-out-of-range',
  'number-too-precise',
  'bad-cidr',
  'or-is-a-key',
  'escape-twice',
  'suffix-unlisted',
  'list-of-one-type',
] as const

/** What the linter found, in words. A rule that this window does not know is named by its code. */
export function useFindingWords(): (finding: FilterFindingValue) => string {
  const { t } = useTranslation('filters')
  const format = useFormat()
  return ({ rule, params }) => {
    const known = rules.find((each) => each === rule)
    // The value that a policy is refused for is shown as it was written, not rounded.
    const word = (name: string): string => {
      const value = params[name]
      const isCount = typeof value === 'number' && name !== 'value'
      return isCount ? format.number(value) : visibleText(String(value ?? ''))
    }
    if (known === undefined) return rule
    return t(`rule.${known}`, {
      bytes: word('bytes'),
      combinations: word('combinations'),
      depth: word('depth'),
      keys: word('keys'),
      limit: word('limit'),
      operator: word('operator'),
      value: word('value'),
    })
  }
}
