/** A type of Avro with its names resolved: what bytes are read by. */
export type AvroType =
  | AvroSimple
  | { kind: 'bytes'; scale?: number }
  | { kind: 'fixed'; name: string; size: number; scale?: number }
  | { kind: 'enum'; name: string; symbols: readonly string[] }
  | { kind: 'array'; of: AvroType }
  | { kind: 'map'; of: AvroType }
  | { kind: 'union'; branches: readonly AvroType[] }
  | AvroRecord

type AvroSimple = { [K in SimpleKind]: { kind: K } }[SimpleKind]
type SimpleKind = 'null' | 'boolean' | 'int' | 'long' | 'float' | 'double' | 'string'

/** Its fields come after it is made: they may name it. */
export interface AvroRecord {
  kind: 'record'
  name: string
  fields: { name: string; type: AvroType }[]
}

/** As it is called where a branch of a union is named. */
export function nameOf(type: AvroType): string {
  return 'name' in type ? type.name : type.kind
}
