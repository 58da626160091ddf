import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isAws } from '#contract'
import type { Connection, GuardLevel } from '#contract'
import { useConfirm } from '../api/confirm.ts'
import { read } from '../api/read.ts'
import { useOperation } from '../api/use-operation.ts'
import type { WeirError } from '../api/weir-error.ts'
import { isGuardAtLeast } from './guard-rank.ts'

export interface SetGuard {
  set: (guard: GuardLevel) => Promise<void>
  pending: boolean
  error: WeirError | undefined
}

/** Sets a connection's guard. Raising it on AWS is asked for in words first; lowering never is. */
export function useSetGuard(connection: Connection): SetGuard {
  const { t } = useTranslation(['connections', 'common'])
  const confirm = useConfirm()
  const queries = useQueryClient()
  const { run, pending, error } = useOperation('connections.setGuard')

  const mayRaise = async (guard: GuardLevel): Promise<boolean> => {
    if (!isAws(connection.target)) return true
    const level = t(`common:guard.${guard}`)
    const answer = await confirm({
      connectionId: connection.id,
      typedName: undefined,
      words: {
        title: t('guard.raiseTitle', { name: connection.name, level }),
        body: t(`guard.${guard}Means`),
        verb: t('guard.raiseVerb', { level }),
      },
    })
    return answer !== undefined
  }
  const set = async (guard: GuardLevel): Promise<void> => {
    if (!isGuardAtLeast(connection.guard, guard) && !(await mayRaise(guard))) return
    await run({ connectionId: connection.id, guard })
    await queries.invalidateQueries({ queryKey: read('connections.list', {}).queryKey })
  }
  return { set, pending, error }
}
