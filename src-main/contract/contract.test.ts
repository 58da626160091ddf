import { describe, expect, it } from 'vitest'
import { getEventIteratorSchemaDetails } from '@orpc/contract'
import type { AnySchema } from '@orpc/contract'
import { contract, effects } from './index.ts'
import type { OperationMeta } from './index.ts'

const procedures = Object.entries(contract).flatMap(([service, verbs]) =>
  Object.entries(verbs).map(([verb, procedure]) => {
    const definition = procedure['~orpc']
    // Walked without their types: every one is made by operation() or feed().
    const meta = definition.meta as OperationMeta
    const params = 'params' in procedure ? (procedure.params as AnySchema) : undefined
    const isFeed = meta.kind === 'feed'
    const input = isFeed ? params : definition.inputSchema
    const output = isFeed
      ? getEventIteratorSchemaDetails(definition.outputSchema)?.yields
      : definition.outputSchema
    return { name: `${service}.${verb}`, effect: procedure.effect, meta, input, output }
  }),
)

async function accepts(schema: AnySchema | undefined, value: unknown): Promise<unknown> {
  const result = await schema?.['~standard'].validate(value)
  return result?.issues ?? []
}

/** All property names in a JSON Schema, with the path to each. */
function propertyNames(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]) => {
    const names =
      key === 'properties' ? Object.keys(Object(value)).map((name) => `${path}/${name}`) : []
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

  it('has an example that its own schemas accept', async () => {
    expect(input).toBeDefined()
    expect(output).toBeDefined()
    expect(await accepts(input, meta.example.input)).toEqual([])
    expect(await accepts(output, meta.example.output)).toEqual([])
  })

  it('answers with plain data that survives the way over the port', () => {
    expect(structuredClone(meta.example.output)).toEqual(meta.example.output)
    expect(JSON.parse(JSON.stringify(meta.example.output))).toEqual(meta.example.output)
  })

  it('lets no field out that is named like a secret', async () => {
    const { z } = await import('./z.ts')
    // Every output schema here is a zod schema.
    const json = z.toJSONSchema(output as Parameters<typeof z.toJSONSchema>[0], { unrepresentable: 'any' })
    expect(propertyNames(json).length).toBeGreaterThanOrEqual(name === 'connections.remove' ? 0 : 1)
    expect(propertyNames(json).filter((path) => secret.test(path))).toEqual([])
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
