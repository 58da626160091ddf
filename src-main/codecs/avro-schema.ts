import { z } from '#contract/z'
import type { AvroRecord, AvroType } from './avro-type.ts'
import { Misfit } from './misfit.ts'

/** Schemas come with the bytes, so they are as hostile as these. */
const maxTypes = 10_000
const maxDepth = 100

const simpleKinds = ['null', 'boolean', 'int', 'long', 'float', 'double', 'string'] as const

/** Dots in a name are its namespace; anything a schema may call itself otherwise would be no name (Avro 1.12, "Names"). */
const nameSchema = z.string().regex(/^[A-Za-z_][\w.]*$/)
const definitionSchema = z.looseObject({ type: z.unknown() })
const namedSchema = z.looseObject({ name: nameSchema, namespace: z.string().optional() })
const fieldsSchema = z.array(z.looseObject({ name: z.string(), type: z.unknown() }))
const symbolsSchema = z.array(z.string())
const decimalSchema = z.looseObject({
  logicalType: z.literal('decimal'),
  scale: z.int().min(0).max(1_000).default(0),
})

type Definition = Record<string, unknown>

/** What a word of the schema is called in the message about it. */
function wordOf(value: unknown): string {
  return (JSON.stringify(value) as string | undefined)?.slice(0, 120) ?? 'undefined' // not for undefined
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const { success, data } = schema.safeParse(value)
  if (!success) throw new Misfit('bad-schema', where)
  return data
}

function scaleOf(definition: Definition): { scale?: number } {
  const { success, data } = decimalSchema.safeParse(definition)
  return success ? { scale: data.scale } : {}
}

/** Resolves one schema: names are known from where they stand on, as the specification has it. */
class Resolver {
  readonly named = new Map<string, AvroType>()
  #types = 0

  /** @throws Misfit */
  resolve(schema: unknown, namespace: string, depth = 0): AvroType {
    this.#types += 1
    if (this.#types > maxTypes || depth > maxDepth) throw new Misfit('bad-schema', 'too large')
    if (typeof schema === 'string') return this.#byName(schema, namespace)
    if (Array.isArray(schema)) {
      const branches = schema.map((each: unknown) => this.resolve(each, namespace, depth + 1))
      return { kind: 'union', branches }
    }
    const definition = parsed(definitionSchema, schema, wordOf(schema))
    const { type } = definition
    // {"type": {"type": …}} and {"type": ["null", …]} are written, too.
    if (typeof type !== 'string') return this.resolve(type, namespace, depth + 1)
    return this.#byKind(type, { definition, namespace, depth })
  }

  #byName(name: string, namespace: string): AvroType {
    const simple = simpleKinds.find((each) => each === name)
    if (simple !== undefined) return { kind: simple }
    if (name === 'bytes') return { kind: 'bytes' }
    const full = name.includes('.') || namespace === '' ? name : `${namespace}.${name}`
    const found = this.named.get(full) ?? this.named.get(name)
    if (found === undefined) throw new Misfit('bad-schema', wordOf(name))
    return found
  }

  #byKind(kind: string, place: { definition: Definition; namespace: string; depth: number }) {
    const { definition, namespace, depth } = place
    const inner = (schema: unknown) => this.resolve(schema, namespace, depth + 1)
    if (kind === 'array') return { kind, of: inner(definition['items']) } as const
    if (kind === 'map') return { kind, of: inner(definition['values']) } as const
    if (kind === 'record' || kind === 'error') return this.#record(definition, namespace, depth)
    if (kind === 'bytes') return { kind, ...scaleOf(definition) } as const
    if (kind === 'enum') {
      const name = this.#nameOf(definition, namespace)
      const symbols = parsed(symbolsSchema, definition['symbols'], name)
      return this.#keep({ kind, name, symbols })
    }
    if (kind === 'fixed') {
      const name = this.#nameOf(definition, namespace)
      const size = parsed(z.int().min(0), definition['size'], name)
      return this.#keep({ kind, name, size, ...scaleOf(definition) })
    }
    return this.#byName(kind, namespace)
  }

  #nameOf(definition: Definition, namespace: string): string {
    const { name, namespace: own = namespace } = parsed(namedSchema, definition, wordOf(definition))
    return name.includes('.') || own === '' ? name : `${own}.${name}`
  }

  #keep<T extends AvroType & { name: string }>(type: T): T {
    if (this.named.has(type.name)) throw new Misfit('bad-schema', wordOf(type.name))
    this.named.set(type.name, type)
    return type
  }

  #record(definition: Definition, namespace: string, depth: number): AvroRecord {
    const name = this.#nameOf(definition, namespace)
    const record = this.#keep<AvroRecord>({ kind: 'record', name, fields: [] })
    const inside = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : ''
    const fields = parsed(fieldsSchema, definition['fields'], name)
    record.fields = fields.map((field) => ({
      name: field.name,
      type: this.resolve(field.type, inside, depth + 1),
    }))
    return record
  }
}

export interface AvroSchema {
  root: AvroType
  /** Records, enums and fixed by their full names, in the order in which they stand. */
  named: ReadonlyMap<string, AvroType>
}

/** The types that a schema's JSON declares. No code is made of it, and nothing is fetched. @throws Misfit */
export function parseAvroSchema(text: string): AvroSchema {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new Misfit('bad-schema', error instanceof Error ? error.message : '')
  }
  const resolver = new Resolver()
  return { root: resolver.resolve(json, ''), named: resolver.named }
}
