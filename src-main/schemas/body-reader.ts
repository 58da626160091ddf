import type { SchemaRule } from '#contract'
import { writeAvro } from '../codecs/avro-json.ts'
import { ByteSource } from '../codecs/byte-source.ts'
import { JsonSheet } from '../codecs/json-sheet.ts'
import { Misfit } from '../codecs/misfit.ts'
import { readProtobuf } from '../codecs/protobuf-json.ts'
import { attemptReading } from '../codecs/schema-reading.ts'
import type { SchemaReader, StepReading } from '../codecs/schema-reading.ts'
import type { BodyType } from './compiled-schema.ts'
import { findPayload, withoutMessageIndex } from './framing.ts'

/** A rule with the type that it names. */
export interface ReadyRule {
  rule: SchemaRule
  body: BodyType
}

function jsonOf(body: BodyType, framing: SchemaRule['framing'], payload: Uint8Array): string {
  if (body.step === 'protobuf') {
    return readProtobuf(body.message, withoutMessageIndex(framing, payload))
  }
  const source = new ByteSource(payload)
  const sheet = new JsonSheet()
  writeAvro(body.type, source, sheet)
  if (!source.isAtEnd) throw new Misfit('rest')
  return sheet.text
}

/** Undefined where the bytes are not framed as the rule says, so that it is not for them. */
function readBy({ rule, body }: ReadyRule, bytes: Uint8Array): StepReading | undefined {
  const schema = { name: rule.type }
  let isFramed = true
  const reading = attemptReading(() => {
    const payload = findPayload(rule, bytes)
    isFramed = payload !== undefined
    return { json: payload === undefined ? '' : jsonOf(body, rule.framing, payload) }
  })
  return isFramed ? { step: body.step, ...reading, schema } : undefined
}

/** Reads bytes by the first rule that they fit; where they fit none, says why not by the first. */
export function bodyReader(rules: readonly ReadyRule[]): SchemaReader {
  return (bytes) => {
    let misfit: StepReading | undefined
    for (const rule of rules) {
      const reading = readBy(rule, bytes)
      if (reading !== undefined && 'json' in reading) return reading
      misfit ??= reading
    }
    return misfit
  }
}
