import { useTranslation } from 'react-i18next'
import type { ConnectionId } from '#contract'
import { findMoveConcerns } from './move-concerns.ts'
import type { MoveConcern } from './move-concerns.ts'
import { useMoveNames } from './use-move-names.ts'
import { useMoves } from './use-moves.ts'

export type WordedConcern = MoveConcern & {
  /** From where to where. */
  name: string
  /** Why it wants a look. */
  words: string
}

/** The moves of a connection, or of all, that are not settled, in words. */
export function useMoveConcerns(connectionId?: ConnectionId): WordedConcern[] {
  const { t } = useTranslation('moves')
  const namesOf = useMoveNames()
  return findMoveConcerns(useMoves(connectionId) ?? []).map((concern) => ({
    ...concern,
    name: t('move.fromTo', namesOf(concern.move)),
    words:
      concern.kind === 'unknown' || concern.kind === 'kept'
        ? t(`concern.${concern.kind}`, { count: concern.count })
        : t(`concern.${concern.kind}`),
  }))
}
