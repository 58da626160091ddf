import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SavedFilter } from '#contract'
import { read } from '../../../../api/read.ts'
import { useOperation } from '../../../../api/use-operation.ts'
import type { Outcome } from '../../../../api/use-operation.ts'

const none: readonly SavedFilter[] = []

type Change = 'searches.save' | 'searches.rename' | 'searches.remove'

/** The filters that were kept, and how they are changed; each says whether it was done. */
export function useSavedFilters() {
  const client = useQueryClient()
  const query = read('searches.list', {})
  const { data, error: readError } = useQuery(query)
  const saving = useOperation('searches.save')
  const renaming = useOperation('searches.rename')
  const removing = useOperation('searches.remove')
  const keep = (outcome: { [N in Change]: Outcome<N> }[Change]): boolean => {
    if (outcome.state === 'done') client.setQueryData(query.queryKey, outcome.output)
    return outcome.state === 'done'
  }
  return {
    filters: data?.filters ?? none,
    save: async (filter: SavedFilter) => keep(await saving.run(filter)),
    rename: async (name: string, to: string) => keep(await renaming.run({ name, to })),
    remove: async (name: string) => keep(await removing.run({ name })),
    error: saving.error ?? renaming.error ?? removing.error ?? readError ?? undefined,
    forget: () => {
      for (const operation of [saving, renaming, removing]) operation.reset()
    },
  }
}
export type SavedFilters = ReturnType<typeof useSavedFilters>
