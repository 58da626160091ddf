import { IconArrowsExchange } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Connection, Move } from '#contract'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { MoveCard } from './move-card.tsx'
import styles from './moves.module.css'

interface MoveListProps {
  connection: Connection
  moves: readonly Move[] | undefined
}

/** Moves, newest first. */
export function MoveList({ connection, moves }: MoveListProps) {
  const { t } = useTranslation('moves')
  if (moves === undefined) return <SkeletonRows count={4} />
  if (moves.length === 0) {
    const words = { title: t('move.empty'), body: t('move.emptyBody') }
    return <EmptyState icon={<IconArrowsExchange />} {...words} />
  }
  return (
    <div className={styles.list} role="region" aria-label={t('move.list')}>
      {moves.map((move) => (
        <MoveCard key={move.id} connection={connection} move={move} />
      ))}
    </div>
  )
}
