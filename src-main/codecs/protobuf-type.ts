export type ProtoNumber =
  | 'double'
  | 'float'
  | 'int32'
  | 'int64'
  | 'uint32'
  | 'uint64'
  | 'sint32'
  | 'sint64'
  | 'fixed32'
  | 'fixed64'
  | 'sfixed32'
  | 'sfixed64'
  | 'bool'

export interface ProtoEnum {
  kind: 'enum'
  name: string
  names: ReadonlyMap<number, string>
}

/** Its fields come after it is made: they may name it. */
export interface ProtoMessage {
  kind: 'message'
  name: string
  fields: Map<number, ProtoField>
}

export type ProtoType = { kind: ProtoNumber | 'string' | 'bytes' } | ProtoEnum | ProtoMessage

export interface ProtoField {
  name: string
  type: ProtoType
  isRepeated: boolean
  /** Of a map, whose entries are messages of a key and a value. */
  key?: ProtoType
}
