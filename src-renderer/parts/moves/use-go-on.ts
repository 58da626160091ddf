import { useTranslation } from 'react-i18next'
import type { Connection, Move } from '#contract'
import { useOperation } from '../../api/use-operation.ts'
import { useMoveNames } from './use-move-names.ts'

interface GoingOn {
  connection: Pick<Connection, 'id' | 'name'>
  move: Move
}

/** Has a move go on that does not run, with as many messages at most; it says first what goes where. */
export function useGoOn({ connection, move }: GoingOn) {
  const { t } = useTranslation('moves')
  const names = useMoveNames()(move)
  const operation = useOperation('moves.goOn')
  const goOn = (limit?: number): void => {
    const verb = t('move.goOn')
    const body = t('move.goOnBody', { ...names, connection: connection.name })
    const confirm = { title: t('move.goOnTitle'), body, verb }
    const input = { connectionId: connection.id, moveId: move.id }
    void operation.run({ ...input, ...(limit === undefined ? {} : { limit }) }, { confirm })
  }
  return { ...operation, goOn }
}
