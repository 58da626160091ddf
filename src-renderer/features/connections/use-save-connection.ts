import { useQueryClient } from '@tanstack/react-query'
import type { Connection } from '#contract'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'
import type { Outcome } from '../../api/use-operation.ts'
import type { WeirError } from '../../api/weir-error.ts'
import { forgetConnection } from '../../lib/forget.ts'
import { isElsewhere, toDraft } from './connection-draft.ts'
import type { DraftFields } from './connection-draft.ts'

interface SaveConnection {
  /** The connection as saved, or undefined where `error` now says why not. */
  save: (fields: DraftFields) => Promise<Connection | undefined>
  pending: boolean
  error: WeirError | undefined
}

type Saved = Outcome<'connections.add'> | Outcome<'connections.update'>

/** Saves a new connection, or the edited one; what an edited one showed of another place is forgotten. */
export function useSaveConnection(editing: Connection | undefined): SaveConnection {
  const queries = useQueryClient()
  const adding = useOperation('connections.add')
  const updating = useOperation('connections.update')
  const run = (fields: DraftFields): Promise<Saved> =>
    editing === undefined
      ? adding.run(toDraft(fields))
      : updating.run({ ...toDraft(fields), connectionId: editing.id })
  const save = async (fields: DraftFields): Promise<Connection | undefined> => {
    const outcome = await run(fields)
    if (outcome.state !== 'done') return undefined
    const saved = outcome.output
    if (editing !== undefined && isElsewhere(editing, saved)) {
      forgetConnection(saved.id)
      await queries.resetQueries({ queryKey: [saved.id] })
    }
    await queries.invalidateQueries({ queryKey: read('connections.list', {}).queryKey })
    return saved
  }
  return {
    save,
    pending: adding.pending || updating.pending,
    error: adding.error ?? updating.error,
  }
}
