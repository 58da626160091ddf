import { useTranslation } from 'react-i18next'
import { isGuardAtLeast } from '../../../parts/guard-rank.ts'
import type { StreamFacts } from '../stream-facts.ts'

/** Why nothing can be changed here now, in words. */
export function useWhyNoChange({ connection, isGone, detail }: StreamFacts): string | undefined {
  const { t } = useTranslation(['stream-change', 'common'])
  if (isGone) return t('gone')
  if (!isGuardAtLeast(connection.guard, 'confirm')) {
    return t('whyNot', {
      level: t(`common:guard.${connection.guard}`),
      needs: t('common:guard.confirm'),
    })
  }
  const status = detail?.status ?? 'ACTIVE'
  return status === 'ACTIVE' ? undefined : t(`busy.${status}`)
}

/** The same of splitting and merging by hand, which on-demand streams do by themselves. */
export function useWhyNoReshard(facts: StreamFacts): string | undefined {
  const { t } = useTranslation('stream-change')
  const why = useWhyNoChange(facts)
  return why ?? (facts.detail?.mode === 'on-demand' ? t('count.onDemand') : undefined)
}
