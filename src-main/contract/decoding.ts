import { z } from './z.ts'

/** Decoders in the order in which they are tried; each by its own magic bytes or shape, and only if it then succeeds. */
export const decoderSteps = [
  'base64',
  'gzip',
  'zlib',
  'zstd',
  'msgpack',
  'cbor',
  'avro',
  'protobuf',
  'sns',
  'eventbridge',
  'cloudwatch-logs',
  's3-event',
  's3-pointer',
  'json',
] as const
export type DecoderStep = (typeof decoderSteps)[number]

/** What comes out of a decoder at most, in bytes: ten times the largest message. */
export const DECODED_MAX_BYTES = 10 * 1024 * 1024

/**
 * Why bytes were left as they are, though they say what they are or somebody said it:
 * - `truncated`: they end within a value
 * - `malformed`: a value that its type does not have
 * - `rest`: they go on after the value
 * - `sync`: a block of a container does not end with the container's marker
 * - `codec`: blocks are packed in a way that Weir does not know, or do not unpack
 * - `bad-schema`: the schema inside is none; `detail` says what is wrong with it
 * - `other-type`: no field of theirs is in the type that they were read by
 */
export const misfitCodes = [
  'truncated',
  'malformed',
  'rest',
  'sync',
  'codec',
  'bad-schema',
  'other-type',
] as const
export type MisfitCode = (typeof misfitCodes)[number]

const misfitSchema = z.object({ code: z.enum(misfitCodes), detail: z.string().optional() })

const chainLinkSchema = z.object({
  step: z.enum(decoderSteps),
  /** `off`: it would apply, and was switched off. `too-large`: it would apply, and would pass the limit. `misfit`: it does not apply, though it should. */
  state: z.enum(['on', 'off', 'too-large', 'misfit']),
  /** Of a step that reads by a schema: the name of the type, and how many records there were. */
  schema: z.object({ name: z.string(), records: z.int().min(0).optional() }).optional(),
  /** Of state `misfit`. */
  misfit: misfitSchema.optional(),
  /** Bytes after it; of a step that was not taken, the bytes before. */
  bytes: z.int().min(0),
})
export type ChainLink = z.infer<typeof chainLinkSchema>

/** What an envelope says beside its content, each fact under the name that AWS gives it. */
const envelopeSchema = z.object({
  step: z.enum(decoderSteps),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
})
export type Envelope = z.infer<typeof envelopeSchema>

export const decodedSchema = z.object({
  chain: z.array(chainLinkSchema).min(1),
  text: z.string(),
  language: z.enum(['json', 'text']),
  envelopes: z.array(envelopeSchema),
  /** Base64 of what came out where it is not text; `text` is then empty. */
  binary: z.string().optional(),
})
export type Decoded = z.infer<typeof decodedSchema>
