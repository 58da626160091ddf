import {
  captureNameSchema,
  CAPTURE_NOTE_MAX,
  capturedBodySchema,
  capturePartSchema,
  entryFactsSchema,
} from '#contract'
import type { Capture } from '#contract'
import { z } from '#contract/z'
import { toBody, toBytes } from './entry-codec.ts'
import type { NewEntry } from './entry-codec.ts'

/** The first line of an exported capture; each other line is one entry. */
const headSchema = z.object({
  weir: z.literal('capture'),
  version: z.literal(1),
  name: captureNameSchema,
  note: z.string().max(CAPTURE_NOTE_MAX),
  parts: z
    .array(capturePartSchema.omit({ entryCount: true, bodyBytes: true }))
    .min(1)
    .max(1_000),
})
export type CaptureHead = z.infer<typeof headSchema>

const lineSchema = entryFactsSchema.extend({
  /** Which of the parts it belongs to, from 0. */
  part: z.int().min(0),
  body: capturedBodySchema,
  attributes: entryFactsSchema.shape.attributes.default([]),
  systemAttributes: entryFactsSchema.shape.systemAttributes.default([]),
})

export function headLine({ name, note, parts }: Capture): string {
  const kept = parts.map(({ entryCount: _count, bodyBytes: _bytes, ...part }) => part)
  const head: CaptureHead = { weir: 'capture', version: 1, name, note, parts: kept }
  return JSON.stringify(head)
}

/** @throws when the line is no head of a capture that this Weir knows */
export function parseHead(line: string): CaptureHead {
  return headSchema.parse(JSON.parse(line))
}

export function entryLine(
  { body, attributes, systemAttributes, ...facts }: NewEntry,
  part: number,
) {
  return JSON.stringify({
    part,
    ...facts,
    ...(attributes.length === 0 ? {} : { attributes }),
    ...(systemAttributes.length === 0 ? {} : { systemAttributes }),
    body: toBody(body),
  })
}

/** @throws when the line is no entry */
export function parseEntry(line: string): { part: number; entry: NewEntry } {
  const { part, body, ...facts } = lineSchema.parse(JSON.parse(line))
  return { part, entry: { ...facts, body: toBytes(body) } }
}
