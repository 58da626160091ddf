import type { SchemaFacts, SchemaProblem } from '#contract'
import type { AvroType } from '../codecs/avro-type.ts'
import type { ProtoMessage } from '../codecs/protobuf-type.ts'

/** Texts of schemas by their names. */
export type SchemaTexts = ReadonlyMap<string, string>

/** A type that bodies are read by. */
export type BodyType =
  { step: 'avro'; type: AvroType } | { step: 'protobuf'; message: ProtoMessage }

export interface CompiledSchema {
  types: SchemaFacts['types']
  /** By full name; none where something is missing. */
  readers: ReadonlyMap<string, BodyType>
  problem?: SchemaProblem
}
