import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#contract'
import { useConfirm } from '../../api/confirm.ts'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'

/** Asks, then forgets a connection and every answer it gave. True when it is gone. */
export function useRemoveConnection(): (connection: Connection) => Promise<boolean> {
  const { t } = useTranslation('connections')
  const confirm = useConfirm()
  const queries = useQueryClient()
  const { run } = useOperation('connections.remove')
  return async ({ id, name }) => {
    const answer = await confirm({
      connectionId: id,
      typedName: undefined,
      words: {
        title: t('switcher.removeTitle', { name }),
        body: t('switcher.removeBody'),
        verb: t('switcher.removeVerb'),
      },
    })
    if (answer === undefined) return false
    const outcome = await run({ connectionId: id })
    if (outcome.state !== 'done') return false
    queries.removeQueries({ queryKey: [id] })
    await queries.invalidateQueries({ queryKey: read('connections.list', {}).queryKey })
    return true
  }
}
