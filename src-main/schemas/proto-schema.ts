import protobuf from 'protobufjs'
import type { ProtoEnum, ProtoField, ProtoMessage, ProtoType } from '../codecs/protobuf-type.ts'
import type { CompiledSchema, SchemaTexts } from './compiled-schema.ts'
import { SchemaError } from './schema-error.ts'

// Of protobufjs only the parser and what it parses to are used: it decodes by code that it writes itself (`Function`),
// which Weir does not run on what others wrote, and rounds 64-bit numbers.

const scalars = [
  ...['double', 'float', 'int32', 'int64', 'uint32', 'uint64', 'sint32', 'sint64'],
  ...['fixed32', 'fixed64', 'sfixed32', 'sfixed64', 'bool', 'string', 'bytes'],
] as readonly string[] as readonly Exclude<ProtoType['kind'], 'enum' | 'message'>[] // the words as they stand

/** A file with all that it imports takes no more, whatever imports what. */
const maxFiles = 200

/** The parser says "illegal token 'x' (line 3)", with the file before it. */
function syntaxError(thrown: unknown): SchemaError {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const [, what = message, line] = /^(.*?)(?: \((?:.*, )?line (\d+)\))?$/s.exec(message) ?? []
  const place = line === undefined ? {} : { line: Number(line) }
  return new SchemaError({ code: 'syntax', detail: what.slice(0, 200), ...place })
}

interface ParsedFile {
  imports: readonly string[]
}

/** Puts the declarations of a file into `root`. @throws SchemaError */
function parseInto(root: protobuf.Root, text: string): ParsedFile {
  try {
    const { imports = [], weakImports = [] } = protobuf.parse(text, root, { keepCase: true })
    return { imports: [...imports, ...weakImports] }
  } catch (thrown) {
    throw syntaxError(thrown)
  }
}

/** `import "shop/order.proto"` finds a schema of that name, or the only end of the path that was added. */
function findText(name: string, texts: SchemaTexts): string | undefined {
  const parts = name.split('/')
  for (let from = 0; from < parts.length; from += 1) {
    const found = texts.get(parts.slice(from).join('/'))
    if (found !== undefined) return found
  }
  return undefined
}

/** What protobufjs knows by itself: `google/protobuf/timestamp.proto` and the like. */
function addWellKnown(root: protobuf.Root, name: string): boolean {
  const known = protobuf.common.get(name)
  if (known?.nested === undefined) return false
  root.addJSON(known.nested)
  return true
}

interface Loaded {
  root: protobuf.Root
  /** Imports that are neither added nor well known. */
  missing: string[]
}

/** The file and all that it imports, from among what was added: nothing is fetched. @throws SchemaError */
function load(text: string, texts: SchemaTexts): Loaded {
  const root = new protobuf.Root()
  const missing: string[] = []
  const seen = new Set<string>()
  const waiting = [...parseInto(root, text).imports]
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    if (seen.has(name)) continue
    seen.add(name)
    if (seen.size > maxFiles) throw new SchemaError({ code: 'import', detail: name })
    if (addWellKnown(root, name)) continue
    const found = findText(name, texts)
    if (found === undefined) missing.push(name)
    // A file that imports itself, by whatever way, is there already.
    else if (found !== text) waiting.push(...parseInto(root, found).imports)
  }
  return { root, missing }
}

function nameOf({ fullName }: protobuf.ReflectionObject): string {
  return fullName.replace(/^\./, '')
}

/** Makes of what the parser found what bytes are read by. */
class Converter {
  readonly #made = new Map<protobuf.ReflectionObject, ProtoMessage | ProtoEnum>()

  /** @throws SchemaError */
  message(type: protobuf.Type): ProtoMessage {
    const made = this.#made.get(type)
    if (made?.kind === 'message') return made
    const message: ProtoMessage = { kind: 'message', name: nameOf(type), fields: new Map() }
    this.#made.set(type, message)
    for (const field of type.fieldsArray) message.fields.set(field.id, this.#field(field))
    return message
  }

  #field(field: protobuf.Field): ProtoField {
    try {
      field.resolve()
    } catch {
      throw new SchemaError({ code: 'unknown-type', detail: field.type })
    }
    const key = field instanceof protobuf.MapField ? scalarOf(field.keyType) : undefined
    return {
      name: field.name,
      type: this.#type(field),
      isRepeated: field.repeated,
      ...(key === undefined ? {} : { key: { kind: key } }),
    }
  }

  #type({ resolvedType, type }: protobuf.Field): ProtoType {
    if (resolvedType instanceof protobuf.Type) return this.message(resolvedType)
    if (resolvedType instanceof protobuf.Enum) return this.#enum(resolvedType)
    const kind = scalarOf(type)
    if (kind === undefined) throw new SchemaError({ code: 'unknown-type', detail: type })
    return { kind }
  }

  #enum(type: protobuf.Enum): ProtoEnum {
    const made = this.#made.get(type)
    if (made?.kind === 'enum') return made
    const names = new Map<number, string>()
    // With `allow_alias` the first name of a number counts.
    for (const [name, id] of Object.entries(type.values)) if (!names.has(id)) names.set(id, name)
    const converted: ProtoEnum = { kind: 'enum', name: nameOf(type), names }
    this.#made.set(type, converted)
    return converted
  }
}

function scalarOf(type: string) {
  return scalars.find((each) => each === type)
}

/** Messages of one file with those within them, in their order. */
function messagesOf(parent: protobuf.NamespaceBase): protobuf.Type[] {
  return parent.nestedArray.flatMap((each) => {
    if (!(each instanceof protobuf.Namespace) && !(each instanceof protobuf.Type)) return []
    const inner = messagesOf(each)
    const isOwn = each instanceof protobuf.Type
    return isOwn ? [each, ...inner] : inner
  })
}

/** The messages of a `.proto` file, by their full names. @throws SchemaError */
export function compileProto(text: string, texts: SchemaTexts): CompiledSchema {
  const own = new protobuf.Root()
  parseInto(own, text)
  const declared = messagesOf(own)
  if (declared.length === 0) throw new SchemaError({ code: 'empty' })
  const types = declared.map((type) => ({ name: nameOf(type), fields: type.fieldsArray.length }))
  const { root, missing } = load(text, texts)
  const converter = new Converter()
  try {
    const readers = declared.map((type) => {
      const message = converter.message(root.lookupType(type.fullName))
      return [message.name, { step: 'protobuf' as const, message }] as const
    })
    return { types, readers: new Map(readers) }
  } catch (thrown) {
    if (!(thrown instanceof SchemaError)) throw syntaxError(thrown)
    // Whoever imports a file only for its options can do without it.
    const [name] = missing
    const problem = name === undefined ? thrown.problem : { code: 'import' as const, detail: name }
    return { types, readers: new Map(), problem }
  }
}
