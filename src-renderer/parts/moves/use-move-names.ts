import { useTranslation } from 'react-i18next'
import type { Move } from '#contract'

/** Both ends of a move as they are called. */
export function useMoveNames(): (move: Move) => { from: string; to: string } {
  const { t } = useTranslation('moves')
  return ({ from, toName, plan }) => ({
    from,
    to: plan.to.kind === 'sources' ? t('move.toSources') : toName,
  })
}
