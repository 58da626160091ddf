import { z } from './z.ts'

/** Decoders in the order in which they are tried; each by its own magic bytes or shape, and only if it then succeeds. */
export const decoderSteps = [
  'base64',
  'gzip',
  'zlib',
  'zstd',
  'msgpack',
  'cbor',
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

const chainLinkSchema = z.object({
  step: z.enum(decoderSteps),
  /** `off`: it would apply, and was switched off. `too-large`: it would apply, and would pass the limit. */
  state: z.enum(['on', 'off', 'too-large']),
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
