import { describe, expect, it } from 'vitest'
import { getEventIteratorSchemaDetails } from '@orpc/contract'
import type { AnyContractProcedure, AnySchema } from '@orpc/contract'
import { contract, effects } from './index.ts'
import type { OperationMeta } from './index.ts'
import { z } from './z.ts'

/** The contract without its types: walked, not called. */
const services: Record<string, Record<string, AnyContractProcedure>> = contract

function yieldsOf({ outputSchema }: { outputSchema?: unknown }): unknown {
  // Only a schema of oRPC's own making has these details; anything else has none.
  return getEventIteratorSchemaDetails(outputSchema as AnySchema)?.yields
}

const procedures = Object.entries(services).flatMap(([service, verbs]) =>
  Object.entries(verbs).map(([verb, procedure]) => {
    const definition = procedure['~orpc']
    // operation() and feed() give every procedure the whole of its meta, which is what this test goes on to prove.
    const meta = definition.meta as OperationMeta
    const isFeed = meta.kind === 'feed'
    const effect: unknown = Reflect.get(procedure, 'effect')
    const params: unknown = Reflect.get(procedure, 'params')
    const input = isFeed ? params : definition.inputSchema
    const output = isFeed ? yieldsOf(definition) : definition.outputSchema
    return { name: `${service}.${verb}`, effect, meta, input, output }
  }),
)

function issues(schema: unknown, value: unknown): unknown {
  if (!(schema instanceof z.ZodType)) return 'no schema'
  return schema.safeParse(value).error?.issues ?? []
}

/** All property names in a JSON Schema, with the path to each. */
function propertyNames(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    const isProperties = key === 'properties' && typeof value === 'object' && value !== null
    const names = isProperties ? Object.keys(value).map((name) => `${path}/${name}`) : []
    return [...names, ...propertyNames(value, `${path}/${key}`)]
  })
}

const secret = /secret|password|accesskey|sessiontoken|credential|receipthandle|privatekey/i

describe.each(procedures)('$name', ({ name, effect, meta, input, output }) => {
  it('is named <plural>.<verb>', () => {
    expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/)
  })

  it('says what it does in one sentence, and its effect', () => {
    expect(effects).toContain(meta.effect)
    expect(effect).toBe(meta.effect)
    expect(meta.description).toMatch(/^[A-Z].{20,}[^.]\.$/)
  })

  it('has an example that its own schemas accept', () => {
    expect(issues(input, meta.example.input)).toEqual([])
    expect(issues(output, meta.example.output)).toEqual([])
  })

  it('answers with plain data that survives the way over the port', () => {
    expect(structuredClone(meta.example.output)).toEqual(meta.example.output)
    expect(JSON.parse(JSON.stringify(meta.example.output))).toEqual(meta.example.output)
  })

  it('lets no field out that is named like a secret', () => {
    if (!(output instanceof z.ZodType)) throw new Error('no schema')
    const names = propertyNames(z.toJSONSchema(output, { unrepresentable: 'any' }))
    expect(names.filter((path) => secret.test(path))).toEqual([])
  })

  it('names the connection whose guard it is under, unless it stays on this machine', () => {
    if (meta.effect === 'local') return
    expect(meta.example.input).toHaveProperty('connectionId')
  })
})

describe('the check for secrets', () => {
  it('finds a planted one, however deep', () => {
    const planted = { anyOf: [{ type: 'array', items: { properties: { secretAccessKey: {} } } }] }
    expect(propertyNames(planted).some((path) => secret.test(path))).toBe(true)
  })
})
