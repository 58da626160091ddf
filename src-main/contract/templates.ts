import { operation } from './operation.ts'
import { sendableSchema } from './sends.ts'
import { z } from './z.ts'

export const TEMPLATES_MAX = 200
/** Of all templates together, as they are kept. */
export const TEMPLATES_MAX_BYTES = 8_388_608

const nameSchema = z.string().trim().min(1).max(100)

/** A message to be sent again, whichever type of queue or topic it came from. */
export const keptMessageSchema = sendableSchema.extend({
  /** The group names a tenant, on a standard queue; absent: it orders the messages of a FIFO queue or topic. */
  isTenant: z.boolean().optional(),
})
export type KeptMessage = z.infer<typeof keptMessageSchema>

export const templateSchema = keptMessageSchema.extend({ name: nameSchema })
export type Template = z.infer<typeof templateSchema>

const templatesSchema = z.object({ templates: z.array(templateSchema) })
const example = { name: 'an order', body: '{"order":"o-1"}' }

/** Messages kept to be sent again, on this machine, whatever the connection. */
export const templates = {
  list: operation({
    effect: 'local',
    description: 'Lists the message templates, by name.',
    input: z.object({}),
    output: templatesSchema,
    example: { input: {}, output: { templates: [example] } },
  }),
  save: operation({
    effect: 'local',
    description: 'Keeps a message as a template; one of the same name is replaced.',
    input: templateSchema,
    output: templatesSchema,
    example: { input: example, output: { templates: [example] } },
  }),
  remove: operation({
    effect: 'local',
    description: 'Removes a message template.',
    input: z.object({ name: nameSchema }),
    output: templatesSchema,
    example: { input: { name: 'an order' }, output: { templates: [] } },
  }),
}
