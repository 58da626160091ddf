import type { ParsedInput } from '#contract'
import type { Schemas } from './schemas.ts'

/** The user's schemas: input to service to answer. */
export function schemaHandlers(schemas: Schemas) {
  return {
    'schemas.list': () => schemas.list(),
    'schemas.get': ({ name }: ParsedInput<'schemas.get'>) => schemas.get(name),
    'schemas.check': (schema: ParsedInput<'schemas.check'>) => schemas.check(schema),
    'schemas.save': (schema: ParsedInput<'schemas.save'>) => schemas.save(schema),
    'schemas.remove': ({ name }: ParsedInput<'schemas.remove'>) => schemas.remove(name),
    'schemas.addRule': (rule: ParsedInput<'schemas.addRule'>) => schemas.addRule(rule),
    'schemas.removeRule': (rule: ParsedInput<'schemas.removeRule'>) => schemas.removeRule(rule),
  }
}
