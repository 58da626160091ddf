import type { SchemaFacts, SchemaRule } from '#contract'

type Chosen = Pick<SchemaRule, 'schema' | 'type'>

/** A type as the value of an option. */
export function valueOf({ schema, type }: Chosen): string {
  return JSON.stringify([schema, type])
}

/** The types of each schema under its name, as a list to choose from has them. */
export function typeOptions(schemas: readonly SchemaFacts[]) {
  return schemas
    .filter(({ types }) => types.length > 0)
    .map(({ name: schema, types }) => ({
      group: schema,
      items: types.map(({ name: type }) => ({ value: valueOf({ schema, type }), label: type })),
    }))
}

export function findType(schemas: readonly SchemaFacts[], value: string): Chosen | undefined {
  return schemas
    .flatMap(({ name: schema, types }) => types.map(({ name: type }) => ({ schema, type })))
    .find((each) => valueOf(each) === value)
}
