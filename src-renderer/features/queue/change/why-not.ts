import { useTranslation } from 'react-i18next'
import { isGuardAtLeast } from '../../../parts/guard-rank.ts'
import type { QueueFacts } from '../queue-facts.ts'

/** Why nothing can be changed here now, in words. */
export function useWhyNot({ connection, isGone }: QueueFacts): string | undefined {
  const { t } = useTranslation(['messages', 'common'])
  if (isGone) return t('gone.why')
  if (isGuardAtLeast(connection.guard, 'confirm')) return undefined
  return t('guard.change', {
    level: t(`common:guard.${connection.guard}`),
    needs: t('common:guard.confirm'),
  })
}
