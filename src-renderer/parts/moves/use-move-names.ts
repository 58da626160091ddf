import { useTranslation } from 'react-i18next'
import type { Move } from '#contract'

/** Both ends of a move as they are called. */
export function useMoveNames({ from, toName, plan }: Move): { from: string; to: string } {
  const { t } = useTranslation('moves')
  return { from, to: plan.to.kind === 'sources' ? t('move.toSources') : toName }
}
