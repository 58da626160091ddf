import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Template } from '#contract'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'

const none: readonly Template[] = []

/** The templates, and how they are kept and removed. */
export function useTemplates() {
  const client = useQueryClient()
  const query = read('templates.list', {})
  const { data, error: readError } = useQuery(query)
  const saving = useOperation('templates.save')
  const removing = useOperation('templates.remove')
  const save = async (template: Template): Promise<boolean> => {
    const outcome = await saving.run(template)
    if (outcome.state === 'done') client.setQueryData(query.queryKey, outcome.output)
    return outcome.state === 'done'
  }
  const remove = async (name: string): Promise<boolean> => {
    const outcome = await removing.run({ name })
    if (outcome.state === 'done') client.setQueryData(query.queryKey, outcome.output)
    return outcome.state === 'done'
  }
  const error = saving.error ?? removing.error ?? readError ?? undefined
  return { templates: data?.templates ?? none, save, remove, error }
}
