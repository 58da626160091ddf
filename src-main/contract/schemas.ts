import { operation } from './operation.ts'
import { z } from './z.ts'

export const SCHEMA_MAX_BYTES = 262_144
export const SCHEMAS_MAX = 200
/** Of all schemas together, as they are kept. */
export const SCHEMAS_MAX_BYTES = 4_194_304
export const SCHEMA_RULES_MAX = 500

/** The name of its file, by which `import` finds it: `shop/order.proto`. */
const nameSchema = z.string().trim().min(1).max(200)
const textSchema = z.string().max(SCHEMA_MAX_BYTES)

/**
 * What is wrong with a schema:
 * - `syntax`: it is none; `detail` says what
 * - `import`: it imports what has not been added; `detail` is its name
 * - `unknown-type`: a field is of a type that is nowhere; `detail` is its name
 * - `empty`: there is no message and no type in it
 */
export const schemaProblemCodes = ['syntax', 'import', 'unknown-type', 'empty'] as const

const schemaProblemSchema = z.object({
  code: z.enum(schemaProblemCodes),
  /** From 1. */
  line: z.int().min(1).optional(),
  detail: z.string().optional(),
})
export type SchemaProblem = z.infer<typeof schemaProblemSchema>

export const schemaKinds = ['avro', 'protobuf'] as const

export const schemaFactsSchema = z.object({
  name: nameSchema,
  /** Told by the text: Avro's is JSON. */
  kind: z.enum(schemaKinds),
  bytes: z.int().min(0),
  /** What bodies can be read as, by full name. */
  types: z.array(z.object({ name: z.string(), fields: z.int().min(0) })),
  problem: schemaProblemSchema.optional(),
})
export type SchemaFacts = z.infer<typeof schemaFactsSchema>

export const schemaServices = ['queue', 'topic', 'stream'] as const
/** How a body says which schema it was written by: `none` says nothing. */
export const schemaFramings = ['none', 'confluent', 'glue'] as const

/** Which bodies are read by which type. */
export const schemaRuleSchema = z.object({
  service: z.enum(schemaServices),
  /** A name, an ARN or a queue's URL; `*` stands for any characters. */
  pattern: z.string().trim().min(1).max(2_048),
  framing: z.enum(schemaFramings),
  /** Only bodies framed with this: a number of Confluent, or the UUID of a version in Glue. */
  frameId: z.string().trim().max(64).optional(),
  schema: nameSchema,
  type: z.string().min(1).max(1_000),
})
export type SchemaRule = z.infer<typeof schemaRuleSchema>

const listSchema = z.object({
  schemas: z.array(schemaFactsSchema),
  /** The first that applies counts. */
  rules: z.array(schemaRuleSchema),
})

const text = 'syntax = "proto3";\nmessage Order { int64 id = 1; }\n'
const order = {
  ...{ name: 'order.proto', kind: 'protobuf' as const, bytes: 50 },
  types: [{ name: 'Order', fields: 1 }],
}
const rule = {
  ...{ service: 'stream' as const, pattern: 'orders-*', framing: 'none' as const },
  ...{ schema: 'order.proto', type: 'Order' },
}
const listed = { schemas: [order], rules: [rule] }

/** Schemas by which bodies are read, on this machine, whatever the connection. */
export const schemas = {
  list: operation({
    effect: 'local',
    description: 'Lists the schemas that were added, and which bodies are read by them.',
    input: z.object({}),
    output: listSchema,
    example: { input: {}, output: listed },
  }),
  get: operation({
    effect: 'local',
    description: 'Gives the text of a schema.',
    input: z.object({ name: nameSchema }),
    output: z.object({ name: nameSchema, text: textSchema }),
    example: { input: { name: 'order.proto' }, output: { name: 'order.proto', text } },
  }),
  check: operation({
    effect: 'local',
    description:
      'Says what is in the text of a schema, and what is wrong with it, without keeping it.',
    input: z.object({ name: nameSchema, text: textSchema }),
    output: schemaFactsSchema,
    example: { input: { name: 'order.proto', text }, output: order },
  }),
  save: operation({
    effect: 'local',
    description: 'Keeps a schema; one of the same name is replaced.',
    input: z.object({ name: nameSchema, text: textSchema }),
    output: listSchema,
    example: { input: { name: 'order.proto', text }, output: { schemas: [order], rules: [] } },
  }),
  remove: operation({
    effect: 'local',
    description: 'Removes a schema, and the rules that read by it.',
    input: z.object({ name: nameSchema }),
    output: listSchema,
    example: { input: { name: 'order.proto' }, output: { schemas: [], rules: [] } },
  }),
  addRule: operation({
    effect: 'local',
    description:
      'Has bodies of a source read by a type, before all other rules; a rule for the same source and framing is replaced.',
    input: schemaRuleSchema,
    output: listSchema,
    example: { input: rule, output: listed },
  }),
  removeRule: operation({
    effect: 'local',
    description: 'Has bodies of a source no longer read by a type.',
    input: schemaRuleSchema,
    output: listSchema,
    example: { input: rule, output: { schemas: [order], rules: [] } },
  }),
}
