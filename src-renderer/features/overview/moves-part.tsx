import { useTranslation } from 'react-i18next'
import type { ConnectionId, Move } from '#contract'
import { useMoveNames } from '../../parts/moves/use-move-names.ts'
import { useMoves } from '../../parts/moves/use-moves.ts'
import { ConcernTable } from './concern-table.tsx'
import { findMoveConcerns } from './move-concerns.ts'
import type { MoveConcern } from './move-concerns.ts'

interface MovesPartProps {
  connectionId: ConnectionId
  onOpenMove: (move: Move) => void
}

function useConcernWords(): (concern: MoveConcern) => string {
  const { t } = useTranslation('overview')
  return (concern) =>
    concern.kind === 'unknown' || concern.kind === 'kept'
      ? t(`moves.${concern.kind}`, { count: concern.count })
      : t(`moves.${concern.kind}`)
}

/** Redrives and replays that are not settled. No section where there are none. */
export function MovesPart({ connectionId, onOpenMove }: MovesPartProps) {
  const { t } = useTranslation('overview')
  const wordConcern = useConcernWords()
  const namesOf = useMoveNames()
  const concerns = findMoveConcerns(useMoves(connectionId) ?? [])
  if (concerns.length === 0) return null
  return (
    <ConcernTable
      id="overview-moves"
      title={t('moves.title')}
      isAlert={concerns.some(({ kind }) => kind !== 'paused')}
      rows={concerns.map((concern) => ({
        key: String(concern.move.id),
        name: t('moves.fromTo', namesOf(concern.move)),
        words: wordConcern(concern),
        onOpen: () => {
          onOpenMove(concern.move)
        },
      }))}
    />
  )
}
