import { momentMsSchema } from './identifiers.ts'
import { z } from './z.ts'

/** A field that entries are grouped by. */
export const groupFieldSchema = z.discriminatedUnion('in', [
  z.object({
    in: z.literal('body'),
    /** Names joined by dots, a number for an index, `*` or `[]` for all of them. */
    path: z.string().trim().min(1).max(500),
  }),
  z.object({ in: z.literal('attribute'), name: z.string().trim().min(1).max(256) }),
])
export type GroupField = z.infer<typeof groupFieldSchema>

export const GROUP_FIELDS_MAX = 4

/** What makes entries alike. */
export const groupingSchema = z.discriminatedUnion('by', [
  /** The queue that gave it up to the dead-letter queue; else where it was taken from. */
  z.object({ by: z.literal('source') }),
  /** Paths and types of the decoded body's JSON, arrays folded; what is no JSON by its kind. */
  z.object({ by: z.literal('shape') }),
  z.object({
    by: z.literal('fields'),
    fields: z.array(groupFieldSchema).min(1).max(GROUP_FIELDS_MAX),
  }),
])
export type Grouping = z.infer<typeof groupingSchema>

/** One group, as a condition. */
export const entryGroupSchema = z.object({
  grouping: groupingSchema,
  /** Weir's own name of the group; the same in every capture. */
  key: z.string().regex(/^[\w-]{22}$/),
  /** How it was called when it was chosen; nothing is judged by it. */
  label: z.string().max(300),
})
export type EntryGroup = z.infer<typeof entryGroupSchema>

export const ENTRY_GROUPS_MAX = 8

/** Of a shape so many paths are told. */
export const SHAPE_PATHS_MAX = 16

export const groupFactsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('source'),
    of: z.enum(['dead-letter', 'queue', 'topic', 'stream', 'file']),
    name: z.string(),
  }),
  z.object({
    kind: z.literal('shape'),
    paths: z.array(z.object({ path: z.string(), type: z.string() })),
    pathCount: z.int().min(1),
  }),
  /** No JSON; or JSON that nests too deeply to be looked into. */
  z.object({ kind: z.literal('other'), of: z.enum(['text', 'bytes', 'empty', 'deep']) }),
  z.object({
    kind: z.literal('fields'),
    /** In the order of the fields: the value as JSON, cut where it is long; none where the field is not there. */
    values: z.array(z.object({ json: z.string().optional() })),
  }),
])
export type GroupFacts = z.infer<typeof groupFactsSchema>

/** Entries that are alike, as far as they were looked at. */
export const groupCountSchema = z.object({
  key: entryGroupSchema.shape.key,
  facts: groupFactsSchema,
  count: z.int().min(1),
  /** The first of them. */
  example: z.object({ position: z.int().min(1), preview: z.string() }),
  firstSentAtMs: momentMsSchema.optional(),
  lastSentAtMs: momentMsSchema.optional(),
})
export type GroupCount = z.infer<typeof groupCountSchema>
