import { TEMPLATES_MAX, TEMPLATES_MAX_BYTES, templateSchema } from '#contract'
import type { ParsedInput, Template } from '#contract'
import { z } from '#contract/z'
import { AppError } from '../lib/app-error.ts'
import type { JsonFile } from '../lib/json-file.ts'

export const savedTemplatesSchema = z.object({
  version: z.literal(1),
  templates: z.array(templateSchema).max(TEMPLATES_MAX),
})
type SavedTemplates = z.infer<typeof savedTemplatesSchema>

export const noSavedTemplates: SavedTemplates = { version: 1, templates: [] }

function bytesOf(templates: readonly Template[]): number {
  return Buffer.byteLength(JSON.stringify(templates))
}

/** What is added must fit; what is there already may always be kept. */
function demandRoom(templates: readonly Template[]): void {
  if (templates.length <= TEMPLATES_MAX && bytesOf(templates) <= TEMPLATES_MAX_BYTES) return
  throw new AppError('quota-exceeded', 'no room for another template', {
    params: { max: TEMPLATES_MAX, maxBytes: TEMPLATES_MAX_BYTES },
  })
}

function byName(a: Template, b: Template): number {
  return a.name.localeCompare(b.name)
}

/** Messages kept to be sent again. */
export function templateHandlers(file: JsonFile<SavedTemplates>) {
  const list = () => ({ templates: file.get().templates })
  const without = (name: string) => file.get().templates.filter((each) => each.name !== name)
  return {
    'templates.list': list,
    'templates.save': (template: ParsedInput<'templates.save'>) => {
      const templates = [...without(template.name), template].toSorted(byName)
      demandRoom(templates)
      file.set({ version: 1, templates })
      return list()
    },
    'templates.remove': ({ name }: ParsedInput<'templates.remove'>) => {
      file.set({ version: 1, templates: without(name) })
      return list()
    },
  }
}
