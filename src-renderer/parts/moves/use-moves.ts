import { useState } from 'react'
import type { ConnectionId, Move } from '#contract'
import { useFeed } from '../../api/use-feed.ts'

/** The moves of a connection, or of all, as they get on, newest first; undefined until they are known. */
export function useMoves(connectionId?: ConnectionId): Move[] | undefined {
  const [moves, setMoves] = useState<Move[]>()
  useFeed('moves.watch', connectionId === undefined ? {} : { connectionId }, {
    onItem: (item) => {
      setMoves(item.moves)
    },
  })
  return moves
}
