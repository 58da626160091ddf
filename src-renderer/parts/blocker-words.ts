import { useTranslation } from 'react-i18next'
import type { FilterBlocker, FilterScope } from '#contract'
import { visibleText } from './visible-text.ts'

type KeyBlocker = Extract<FilterBlocker, { kind: 'key' }>

function wantedOf({ conditions }: KeyBlocker): string {
  return visibleText(conditions.map(({ text }) => text).join(', '))
}

/** What a message has under a key, as JSON would write it. */
function seenText(seen: KeyBlocker['seen']): string {
  if (seen.kind === 'leaf') return visibleText(JSON.stringify(seen.value))
  if (seen.kind !== 'list') return ''
  const more = seen.more > 0 ? ', …' : ''
  return visibleText(`[${seen.values.map((value) => JSON.stringify(value)).join(', ')}${more}]`)
}

/** What kept a message out, in a few words. */
export function useBlockerWords(): (blocker: FilterBlocker, scope: FilterScope) => string {
  const { t } = useTranslation('publish')
  return (blocker, scope) => {
    if (blocker.kind === 'body-not-json') return t('recipients.reason.bodyNotJson')
    if (blocker.kind === 'no-attributes') return t('recipients.reason.noAttributes')
    if (blocker.kind === 'any') return t('recipients.reason.any')
    const path = visibleText(blocker.path.join('.'))
    if (blocker.isElsewhere) {
      const isBody = scope === 'MessageAttributes'
      return t(`recipients.reason.${isBody ? 'elsewhereBody' : 'elsewhereAttributes'}`, { path })
    }
    const wanted = wantedOf(blocker)
    const { seen } = blocker
    if (seen.kind === 'absent' || seen.kind === 'object') {
      return t(`recipients.reason.${seen.kind}`, { path, wanted })
    }
    if (seen.kind === 'ignored') return t('recipients.reason.ignored', { path, type: seen.type })
    const miss = blocker.conditions.find(({ nearMiss }) => nearMiss !== undefined)?.nearMiss
    return t(`recipients.reason.${miss ?? 'value'}`, { path, seen: seenText(seen), wanted })
  }
}
