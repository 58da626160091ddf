import { ENTRY_GROUPS_MAX, entryGroupSchema } from './capture-groups.ts'
import { expressionSchema } from './expressions.ts'
import { connectionIdSchema, momentMsSchema } from './identifiers.ts'
import { messageAttributeSchema } from './messages.ts'
import { z } from './z.ts'

/** Weir's own number of a capture; never given twice. */
export const captureIdSchema = z.int().min(1).brand('CaptureId')
export type CaptureId = z.infer<typeof captureIdSchema>

export const CAPTURE_NAME_MAX = 200
export const CAPTURE_NOTE_MAX = 10_000
export const captureNameSchema = z.string().trim().min(1).max(CAPTURE_NAME_MAX)

/** A new capture of that name, or more of one that is there. */
export const keepWhereSchema = z.union([
  z.object({ name: captureNameSchema }),
  z.object({ captureId: captureIdSchema }),
])
export type KeepWhere = z.infer<typeof keepWhereSchema>

/** Where messages or records were taken from. */
export const captureSourceSchema = z.object({
  kind: z.enum(['queue', 'topic', 'stream', 'file']),
  /** As it was called then; the connection may be gone by now. */
  connectionId: connectionIdSchema.optional(),
  connectionName: z.string().optional(),
  /** Queue URL, topic or stream ARN, or the path of an imported file. */
  address: z.string(),
  name: z.string(),
})
export type CaptureSource = z.infer<typeof captureSourceSchema>

/** Why a scan received no more. Only after `exhausted` can it have seen everything. */
export const scanEnds = [
  'exhausted',
  'stopped',
  'message-limit',
  'time-limit',
  'call-limit',
  'budget',
  'nothing-new',
  'left',
  'closed',
  'failed',
] as const
export type ScanEnd = (typeof scanEnds)[number]

/**
 * How much of the source was seen. `isWhole` is only said of what was counted: a look or a selection never is. A capture
 * that was cut short by a crash or by a failure is never whole either, and `wasCut`.
 */
export const captureCoverageSchema = z.object({
  how: z.enum(['look', 'scan', 'drain', 'records', 'file']),
  isWhole: z.boolean(),
  wasCut: z.boolean().optional(),
  /** How many were about there, by the source's own count. */
  about: z.int().min(0).optional(),
  passesWithoutNew: z.int().min(0).optional(),
  /** Only the head of each FIFO group could be seen. */
  headsOnly: z.boolean().optional(),
  /** Of a scan or drain: why it received no more, and what else is to be known of it. */
  end: z.enum(scanEnds).optional(),
  /** How many were still about there at the end, beside what it held. */
  aboutAtEnd: z.int().min(0).optional(),
  duplicates: z.int().min(0).optional(),
  inFlightElsewhere: z.int().min(0).optional(),
  delayed: z.int().min(0).optional(),
  unreadable: z.int().min(0).optional(),
  /** At most so many came with an answer that was lost, and were hidden until then. */
  maybeHidden: z.int().min(0).optional(),
  hiddenUntilMs: momentMsSchema.optional(),
  /** What a drain deleted from the queue. */
  deleted: z.int().min(0).optional(),
})
export type CaptureCoverage = z.infer<typeof captureCoverageSchema>

/** What was taken in one go from one source; merged captures have several. */
export const capturePartSchema = z.object({
  source: captureSourceSchema,
  coverage: captureCoverageSchema,
  /** The filter it was taken with, as the user wrote it. */
  filter: z.string().optional(),
  startedAtMs: momentMsSchema,
  /** Absent while it is written. */
  endedAtMs: momentMsSchema.optional(),
  entryCount: z.int().min(0),
  /** Of all bodies. */
  bodyBytes: z.int().min(0),
  /** When the first and the last of them were sent, or arrived. */
  firstSentAtMs: momentMsSchema.optional(),
  lastSentAtMs: momentMsSchema.optional(),
})
export type CapturePart = z.infer<typeof capturePartSchema>

export const captureSchema = z.object({
  id: captureIdSchema,
  name: z.string(),
  note: z.string(),
  createdAtMs: momentMsSchema,
  entryCount: z.int().min(0),
  bodyBytes: z.int().min(0),
  /** Entries that the search index does not hold yet; they are found all the same, more slowly. */
  unindexed: z.int().min(0),
  parts: z.array(capturePartSchema),
})
export type Capture = z.infer<typeof captureSchema>

/** Text where the bytes are UTF-8, base64 otherwise: either way the same bytes again. */
export const capturedBodySchema = z.object({
  encoding: z.enum(['text', 'base64']),
  value: z.string(),
})
export type CapturedBody = z.infer<typeof capturedBodySchema>

/** What a message or record has beside its body; everything that is needed to send it again exactly. */
export const entryFactsSchema = z.object({
  messageId: z.string().optional(),
  groupId: z.string().optional(),
  deduplicationId: z.string().optional(),
  /** Up to 128 bits in decimal. */
  sequenceNumber: z.string().optional(),
  /** Place within an aggregated record, from 0. */
  subSequence: z.int().min(0).optional(),
  shardId: z.string().optional(),
  partitionKey: z.string().optional(),
  explicitHashKey: z.string().optional(),
  traceHeader: z.string().optional(),
  deadLetterSourceArn: z.string().optional(),
  /** Sent, of a message; arrived, of a record. */
  sentAtMs: momentMsSchema.optional(),
  firstReceivedAtMs: momentMsSchema.optional(),
  /** When Weir took it. */
  takenAtMs: momentMsSchema.optional(),
  receiveCount: z.int().min(0).optional(),
  attributes: z.array(messageAttributeSchema),
  systemAttributes: z.array(z.object({ name: z.string(), value: z.string() })),
})
export type EntryFacts = z.infer<typeof entryFactsSchema>

/** A row of a capture: enough to choose it, never its whole body. */
export const entryRowSchema = entryFactsSchema
  .pick({
    messageId: true,
    groupId: true,
    sequenceNumber: true,
    partitionKey: true,
    shardId: true,
    sentAtMs: true,
    receiveCount: true,
  })
  .extend({
    /** From 1, without gaps, in the order they were taken. */
    position: z.int().min(1),
    preview: z.string(),
    bodyBytes: z.int().min(0),
    attributeCount: z.int().min(0),
    isText: z.boolean(),
  })
export type EntryRow = z.infer<typeof entryRowSchema>

/** Every field narrows. */
export const entryFilterSchema = z.object({
  /** In body, decoded body, ids, keys and text attributes, whatever its case. */
  text: z.string().max(1000).optional(),
  attribute: z
    .object({ name: z.string().min(1).max(256), value: z.string().max(1000).optional() })
    .optional(),
  fromMs: momentMsSchema.optional(),
  untilMs: momentMsSchema.optional(),
  /** JSONata over `body` and the facts of an entry; what the rest finds is judged by it. */
  expression: expressionSchema.optional(),
  /** In every one of these groups. */
  groups: z.array(entryGroupSchema).max(ENTRY_GROUPS_MAX).optional(),
})
export type EntryFilter = z.infer<typeof entryFilterSchema>
