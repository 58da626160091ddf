import { useTranslation } from 'react-i18next'
import { GuardOffer } from '../../../parts/guard-offer.tsx'
import { isGuardAtLeast } from '../../../parts/guard-rank.ts'
import type { QueueFacts } from '../queue-facts.ts'
import styles from './change.module.css'

/** Offers to raise the guard where it holds changes back; nothing where it does not. */
export function Guarded({ facts }: { facts: QueueFacts }) {
  if (isGuardAtLeast(facts.connection.guard, 'confirm')) return null
  return (
    <div className={styles.guard}>
      <GuardOffer connection={facts.connection} needs="confirm" what="change" />
    </div>
  )
}

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
