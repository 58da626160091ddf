import { useTranslation } from 'react-i18next'
import type { ConnectionId, Move } from '#contract'
import { useMoveConcerns } from '../../parts/moves/use-move-concerns.ts'
import { ConcernTable } from './concern-table.tsx'

interface MovesPartProps {
  connectionId: ConnectionId
  onOpenMove: (move: Move) => void
}

/** Redrives and replays that are not settled. No section where there are none. */
export function MovesPart({ connectionId, onOpenMove }: MovesPartProps) {
  const { t } = useTranslation('moves')
  const concerns = useMoveConcerns(connectionId)
  if (concerns.length === 0) return null
  return (
    <ConcernTable
      id="overview-moves"
      title={t('concern.title')}
      isAlert={concerns.some(({ kind }) => kind !== 'paused')}
      rows={concerns.map(({ move, name, words }) => ({
        key: String(move.id),
        name,
        words,
        onOpen: () => {
          onOpenMove(move)
        },
      }))}
    />
  )
}
