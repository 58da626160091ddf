import { useTranslation } from 'react-i18next'
import { isGuardAtLeast } from '../../../parts/guard-rank.ts'
import type { TopicFacts } from '../topic-facts.ts'

/** Why nothing can be changed here now, in words. */
export function useWhyNoChange({ connection }: TopicFacts): string | undefined {
  const { t } = useTranslation(['topic-change', 'common'])
  if (isGuardAtLeast(connection.guard, 'confirm')) return undefined
  return t('whyNot', {
    level: t(`common:guard.${connection.guard}`),
    needs: t('common:guard.confirm'),
  })
}
