import { ByteSource } from './byte-source.ts'
import { JsonSheet } from './json-sheet.ts'
import { Misfit } from './misfit.ts'
import { findDigits, numberWires, packedWire } from './protobuf-scalars.ts'
import type { ProtoField, ProtoMessage, ProtoNumber, ProtoType } from './protobuf-type.ts'
import { wireFieldsOf } from './protobuf-wire.ts'
import type { Wire, WireField } from './protobuf-wire.ts'

function isNumber(kind: ProtoType['kind']): kind is ProtoNumber {
  return kind in numberWires
}

/** How a value of the type stands in the bytes when it stands alone. */
function wireOfType({ kind }: Pick<ProtoType, 'kind'>): Wire['wire'] {
  if (isNumber(kind)) return numberWires[kind]
  return kind === 'enum' ? 'varint' : 'bytes'
}

/** Numbers may be packed, whatever the schema says: writers and readers differ in age. */
function isPacked({ type, isRepeated }: ProtoField, { wire }: Wire): boolean {
  return isRepeated && wire === 'bytes' && wireOfType(type) !== 'bytes'
}

function fits(field: ProtoField, value: Wire): boolean {
  const { type, key } = field
  if (key !== undefined) return value.wire === 'bytes'
  if (value.wire === 'group') return type.kind === 'message'
  return value.wire === wireOfType(type) || isPacked(field, value)
}

function unpacked({ kind }: ProtoType, bytes: Buffer): Wire[] {
  const source = new ByteSource(bytes)
  const values: Wire[] = []
  while (!source.isAtEnd) values.push(packedWire(isNumber(kind) ? kind : 'int32', source))
  return values
}

/** Known fields by their number in the order in which they first came, and the others as they came. */
function sorted(type: ProtoMessage, fields: readonly WireField[]) {
  const known = new Map<ProtoField, Wire[]>()
  const unknown: WireField[] = []
  for (const each of fields) {
    const field = type.fields.get(each.id)
    if (field === undefined || !fits(field, each.value)) {
      unknown.push(each)
      continue
    }
    const values = known.get(field) ?? []
    known.set(field, values)
    values.push(each.value)
  }
  return { known, unknown }
}

/** Reads messages by their type and writes them down as JSON, with every digit of whole numbers. */
class ProtobufReader {
  readonly #sheet: JsonSheet

  constructor(sheet: JsonSheet) {
    this.#sheet = sheet
  }

  read(type: ProtoMessage, fields: readonly WireField[]): void {
    const { known, unknown } = sorted(type, fields)
    this.#sheet.within('{}', (next) => {
      for (const [field, values] of known) {
        next()
        this.#sheet.write(`${JSON.stringify(field.name)}:`)
        this.#field(field, values)
      }
      if (unknown.length === 0) return
      next()
      this.#sheet.write('"$unknown":')
      this.#unknown(unknown)
    })
  }

  #field(field: ProtoField, values: readonly Wire[]): void {
    const { type, isRepeated, key } = field
    if (key !== undefined) this.#map(key, type, values)
    else if (isRepeated) this.#list(field, values)
    else this.#single(type, values)
  }

  /** Of a field that came several times the last counts; the parts of a message count together (Protobuf, "Last One Wins"). */
  #single(type: ProtoType, values: readonly Wire[]): void {
    const last = values.at(-1)
    if (type.kind === 'message') this.read(type, values.flatMap(partsOf))
    else if (last !== undefined) this.#value(type, last)
  }

  #list(field: ProtoField, values: readonly Wire[]): void {
    const { type } = field
    this.#sheet.within('[]', (next) => {
      for (const each of values) {
        const inner =
          isPacked(field, each) && Buffer.isBuffer(each.value) ? unpacked(type, each.value) : [each]
        for (const value of inner) {
          next()
          this.#value(type, value)
        }
      }
    })
  }

  /** An entry is a message of two fields; without its key or its value it has that of an empty message. */
  #map(key: ProtoType, type: ProtoType, values: readonly Wire[]): void {
    this.#sheet.within('{}', (next) => {
      for (const entry of values) {
        const parts = partsOf(entry)
        const named = parts.findLast(({ id }) => id === 1)?.value
        const valued = parts.filter(({ id }) => id === 2).map(({ value }) => value)
        if (valued.some((value) => value.wire !== wireOfType(type))) throw new Misfit('malformed')
        next()
        this.#sheet.write(`${keyText(key, named)}:`)
        if (valued.length === 0) this.#sheet.value(emptyOf(type))
        else this.#single(type, valued)
      }
    })
  }

  #value(type: ProtoType, wire: Wire): void {
    const { kind } = type
    const sheet = this.#sheet
    if (kind === 'message') this.read(type, partsOf(wire))
    else if (kind === 'enum') this.#enum(type.names, wire)
    else if (!Buffer.isBuffer(wire.value) || isNumber(kind)) this.#number(kind, wire)
    else if (kind === 'string') sheet.utf8(wire.value)
    else sheet.base64(wire.value)
  }

  #number(kind: ProtoType['kind'], wire: Wire): void {
    const digits = isNumber(kind) ? findDigits(kind, wire) : undefined
    if (digits !== undefined) this.#sheet.value(digits)
    else if (!Buffer.isBuffer(wire.value)) throw new Misfit('malformed')
    else if (kind === 'float') this.#sheet.float(wire.value.readFloatLE())
    else this.#sheet.number(wire.value.readDoubleLE())
  }

  /** By its name; a number that the schema does not name yet stays one. */
  #enum(names: ReadonlyMap<number, string>, wire: Wire): void {
    const digits = findDigits('int32', wire) ?? '0'
    const name = names.get(Number(digits))
    if (name === undefined) this.#sheet.value(digits)
    else this.#sheet.string(name)
  }

  #unknown(fields: readonly WireField[]): void {
    this.#sheet.within('[]', (next) => {
      for (const { id, value } of fields) {
        next()
        this.#sheet.write(`{"field":${String(id)},"${value.wire}":`)
        if (Buffer.isBuffer(value.value)) this.#sheet.base64(value.value)
        else this.#sheet.value(String(value.value))
        this.#sheet.write('}')
      }
    })
  }
}

function partsOf({ value }: Wire): WireField[] {
  return Buffer.isBuffer(value) ? wireFieldsOf(value) : []
}

function keyText({ kind }: ProtoType, wire: Wire | undefined): string {
  if (wire === undefined) return kind === 'string' ? '""' : `"${emptyOf({ kind })}"`
  if (wire.wire !== wireOfType({ kind })) throw new Misfit('malformed')
  if (Buffer.isBuffer(wire.value) && kind === 'string') {
    return JSON.stringify(wire.value.toString('utf8'))
  }
  const digits = isNumber(kind) ? findDigits(kind, wire) : undefined
  if (digits === undefined) throw new Misfit('malformed')
  return `"${digits}"`
}

/** What a value is that is not in the bytes. */
function emptyOf(type: Pick<ProtoType, 'kind'>): string {
  const { kind } = type
  if (kind === 'message') return '{}'
  if (kind === 'string') return '""'
  if (kind === 'bool') return 'false'
  return kind === 'bytes' ? '{"$base64":""}' : '0'
}

/**
 * A message as JSON by its type: enums by their names, bytes as `{"$base64"}`, fields that the type does not know under
 * `$unknown` with their numbers. Bytes of which no field is known are of another type. @throws Misfit, TooMuch
 */
export function readProtobuf(type: ProtoMessage, bytes: Uint8Array): string {
  const fields = wireFieldsOf(bytes)
  if (fields.length > 0 && sorted(type, fields).known.size === 0) throw new Misfit('other-type')
  const sheet = new JsonSheet()
  new ProtobufReader(sheet).read(type, fields)
  return sheet.text
}
