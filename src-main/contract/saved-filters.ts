import { entryFilterSchema } from './capture-model.ts'
import { operation } from './operation.ts'
import { z } from './z.ts'

export const SAVED_FILTERS_MAX = 200
/** Of all of them together, as they are kept. */
export const SAVED_FILTERS_MAX_BYTES = 1_048_576

const nameSchema = z.string().trim().min(1).max(100)

/** What is looked for in captures, under a name. */
export const savedFilterSchema = z.object({ name: nameSchema, filter: entryFilterSchema })
export type SavedFilter = z.infer<typeof savedFilterSchema>

const savedFiltersSchema = z.object({ filters: z.array(savedFilterSchema) })
const example = { name: 'refunds', filter: { attribute: { name: 'kind', value: 'refund' } } }

/** Filters of captures kept to be used again, on this machine, for every capture. */
export const savedFilters = {
  list: operation({
    effect: 'local',
    description: 'Lists the filters that were kept, by name.',
    input: z.object({}),
    output: savedFiltersSchema,
    example: { input: {}, output: { filters: [example] } },
  }),
  save: operation({
    effect: 'local',
    description: 'Keeps a filter; one of the same name is replaced.',
    input: savedFilterSchema,
    output: savedFiltersSchema,
    example: { input: example, output: { filters: [example] } },
  }),
  rename: operation({
    effect: 'local',
    description: 'Gives a filter another name, which no other filter may have.',
    input: z.object({ name: nameSchema, to: nameSchema }),
    output: savedFiltersSchema,
    example: {
      input: { name: 'refunds', to: 'late refunds' },
      output: { filters: [{ ...example, name: 'late refunds' }] },
    },
  }),
  remove: operation({
    effect: 'local',
    description: 'Removes a filter that was kept.',
    input: z.object({ name: nameSchema }),
    output: savedFiltersSchema,
    example: { input: { name: 'refunds' }, output: { filters: [] } },
  }),
}
