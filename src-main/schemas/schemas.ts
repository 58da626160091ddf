import { SCHEMA_RULES_MAX, SCHEMAS_MAX, SCHEMAS_MAX_BYTES, schemaRuleSchema } from '#contract'
import type { AnswerOf, SchemaFacts, SchemaRule } from '#contract'
import { z } from '#contract/z'
import type { FindSchemaReader } from '../codecs/schema-reading.ts'
import { AppError } from '../lib/app-error.ts'
import type { JsonFile } from '../lib/json-file.ts'
import { compileAvro } from './avro-text.ts'
import { bodyReader } from './body-reader.ts'
import type { CompiledSchema, SchemaTexts } from './compiled-schema.ts'
import { SchemaError } from './schema-error.ts'
import { isForSource } from './source-pattern.ts'

const savedSchemaSchema = z.object({ name: z.string(), text: z.string() })
export const savedSchemasSchema = z.object({
  version: z.literal(1),
  schemas: z.array(savedSchemaSchema).max(SCHEMAS_MAX),
  rules: z.array(schemaRuleSchema).max(SCHEMA_RULES_MAX),
})
type SavedSchemas = z.infer<typeof savedSchemasSchema>
type SavedSchema = z.infer<typeof savedSchemaSchema>
type Listed = AnswerOf<'schemas.list'>

export const noSavedSchemas: SavedSchemas = { version: 1, schemas: [], rules: [] }

function kindOf(text: string): SchemaFacts['kind'] {
  return /^\s*[[{"]/.test(text) ? 'avro' : 'protobuf'
}

/** The parser of Protobuf takes a twentieth of a second to load, so it is loaded when there is something to parse. */
async function compile(text: string, texts: SchemaTexts): Promise<CompiledSchema> {
  if (kindOf(text) === 'avro') return compileAvro(text)
  const { compileProto } = await import('./proto-schema.ts')
  return compileProto(text, texts)
}

async function attempt(text: string, texts: SchemaTexts): Promise<CompiledSchema> {
  try {
    return await compile(text, texts)
  } catch (thrown) {
    if (!(thrown instanceof SchemaError)) throw thrown
    return { types: [], readers: new Map(), problem: thrown.problem }
  }
}

function factsOf({ name, text }: SavedSchema, { types, problem }: CompiledSchema): SchemaFacts {
  return {
    ...{ name, kind: kindOf(text), bytes: Buffer.byteLength(text), types },
    ...(problem === undefined ? {} : { problem }),
  }
}

/** Two rules for the same bodies: the later takes the place of the earlier. */
function isSamePlace(a: SchemaRule, b: SchemaRule): boolean {
  return (
    a.service === b.service &&
    a.pattern === b.pattern &&
    a.framing === b.framing &&
    (a.frameId ?? '') === (b.frameId ?? '')
  )
}

function demandRoom({ schemas, rules }: SavedSchemas): void {
  const bytes = schemas.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  const fits = schemas.length <= SCHEMAS_MAX && rules.length <= SCHEMA_RULES_MAX
  if (fits && bytes <= SCHEMAS_MAX_BYTES) return
  throw new AppError('quota-exceeded', 'no room for another schema', {
    params: { max: SCHEMAS_MAX, maxBytes: SCHEMAS_MAX_BYTES },
  })
}

function notFound(name: string): AppError {
  return new AppError('not-found', 'no such schema', { params: { kind: 'schema', name } })
}

/** The user's schemas, and which bodies are read by them. */
export class Schemas {
  readonly #file: JsonFile<SavedSchemas>
  /** Of the texts as they are now; each is compiled when it is first needed. */
  #compiled = new Map<string, Promise<CompiledSchema>>()

  constructor(file: JsonFile<SavedSchemas>) {
    this.#file = file
  }

  async list(): Promise<Listed> {
    const { schemas, rules } = this.#file.get()
    const facts = schemas.map(async (each) => factsOf(each, await this.#compiledOf(each.name)))
    return { schemas: await Promise.all(facts), rules }
  }

  /** @throws not-found */
  get(name: string): SavedSchema {
    const found = this.#file.get().schemas.find((each) => each.name === name)
    if (found === undefined) throw notFound(name)
    return found
  }

  async check(schema: SavedSchema): Promise<SchemaFacts> {
    const texts = new Map([...this.#texts, [schema.name, schema.text]])
    return factsOf(schema, await attempt(schema.text, texts))
  }

  /** What lacks a file that it imports is kept, as that may be added next. @throws invalid-input, quota-exceeded */
  async save(schema: SavedSchema): Promise<Listed> {
    const { problem } = await this.check(schema)
    if (problem !== undefined && problem.code !== 'import') {
      const { code, line = 0, detail = '' } = problem
      const params = { field: 'text', reason: `schema-${code}`, line, detail }
      throw new AppError('invalid-input', 'no schema', { params })
    }
    const { schemas, rules } = this.#file.get()
    const others = schemas.filter(({ name }) => name !== schema.name)
    const sorted = [...others, schema].toSorted((a, b) => a.name.localeCompare(b.name))
    return this.#keep({ version: 1, schemas: sorted, rules })
  }

  remove(name: string): Promise<Listed> {
    const { schemas, rules } = this.#file.get()
    return this.#keep({
      version: 1,
      schemas: schemas.filter((each) => each.name !== name),
      rules: rules.filter(({ schema }) => schema !== name),
    })
  }

  /** @throws not-found, quota-exceeded */
  async addRule(rule: SchemaRule): Promise<Listed> {
    const { readers } = await this.#compiledOf(this.get(rule.schema).name)
    if (!readers.has(rule.type)) throw notFound(rule.type)
    const { schemas, rules } = this.#file.get()
    const others = rules.filter((each) => !isSamePlace(each, rule))
    return this.#keep({ version: 1, schemas, rules: [rule, ...others] })
  }

  removeRule(rule: SchemaRule): Promise<Listed> {
    const { schemas, rules } = this.#file.get()
    const left = rules.filter((each) => !isSamePlace(each, rule))
    return this.#keep({ version: 1, schemas, rules: left })
  }

  readonly findReader: FindSchemaReader = async (source) => {
    const rules = this.#file.get().rules.filter((rule) => isForSource(rule, source))
    if (rules.length === 0) return undefined
    const ready = await Promise.all(
      rules.map(async (rule) => {
        const body = (await this.#compiledOf(rule.schema)).readers.get(rule.type)
        return body === undefined ? [] : [{ rule, body }]
      }),
    )
    return bodyReader(ready.flat())
  }

  get #texts(): SchemaTexts {
    return new Map(this.#file.get().schemas.map(({ name, text }) => [name, text]))
  }

  #compiledOf(name: string): Promise<CompiledSchema> {
    const known = this.#compiled.get(name)
    if (known !== undefined) return known
    const texts = this.#texts
    const compiled = attempt(texts.get(name) ?? '', texts)
    this.#compiled.set(name, compiled)
    return compiled
  }

  #keep(saved: SavedSchemas): Promise<Listed> {
    demandRoom(saved)
    this.#file.set(saved)
    // One file may be imported by any other.
    this.#compiled = new Map()
    return this.list()
  }
}
