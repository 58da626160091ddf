import { SAVED_FILTERS_MAX, SAVED_FILTERS_MAX_BYTES, savedFilterSchema } from '#contract'
import type { ParsedInput, SavedFilter } from '#contract'
import { z } from '#contract/z'
import { AppError } from '../lib/app-error.ts'
import type { JsonFile } from '../lib/json-file.ts'

export const savedFiltersSchema = z.object({
  version: z.literal(1),
  filters: z.array(savedFilterSchema).max(SAVED_FILTERS_MAX),
})
type SavedFilters = z.infer<typeof savedFiltersSchema>

export const noSavedFilters: SavedFilters = { version: 1, filters: [] }

/** What is there already may always be kept. */
function demandRoom(filters: readonly SavedFilter[]): void {
  const bytes = Buffer.byteLength(JSON.stringify(filters))
  if (filters.length <= SAVED_FILTERS_MAX && bytes <= SAVED_FILTERS_MAX_BYTES) return
  throw new AppError('quota-exceeded', 'no room for another filter', {
    params: { reason: 'filters-full', max: SAVED_FILTERS_MAX },
  })
}

/** Filters of captures, kept to be used again. */
export function savedFilterHandlers(file: JsonFile<SavedFilters>) {
  const list = () => ({ filters: file.get().filters })
  const find = (name: string) => file.get().filters.find((each) => each.name === name)
  const without = (name: string) => file.get().filters.filter((each) => each.name !== name)
  const keep = (filters: readonly SavedFilter[]) => {
    file.set({ version: 1, filters: filters.toSorted((a, b) => a.name.localeCompare(b.name)) })
    return list()
  }
  return {
    'searches.list': list,
    'searches.save': (saved: ParsedInput<'searches.save'>) => {
      const filters = [...without(saved.name), saved]
      demandRoom(filters)
      return keep(filters)
    },
    'searches.rename': ({ name, to }: ParsedInput<'searches.rename'>) => {
      const saved = find(name)
      const params = { kind: 'saved-filter' }
      if (saved === undefined) {
        throw new AppError('not-found', 'no such filter', { params: { ...params, name } })
      }
      if (to !== name && find(to) !== undefined) {
        const taken = { ...params, name: to, reason: 'filter-name-taken' }
        throw new AppError('conflict', 'another filter has this name', { params: taken })
      }
      return keep([...without(name), { ...saved, name: to }])
    },
    'searches.remove': ({ name }: ParsedInput<'searches.remove'>) => keep(without(name)),
  }
}
