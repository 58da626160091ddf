import type { SchemaProblem } from '#contract'
import { parseAvroSchema } from '../codecs/avro-schema.ts'
import { nameOf } from '../codecs/avro-type.ts'
import type { AvroType } from '../codecs/avro-type.ts'
import { Misfit } from '../codecs/misfit.ts'
import type { CompiledSchema } from './compiled-schema.ts'
import { SchemaError } from './schema-error.ts'

/** V8 says "… in JSON at position 17 (line 2 column 3)". */
function problemOf({ detail = '' }: Misfit): SchemaProblem {
  const [, line] = /\(line (\d+) column \d+\)/.exec(detail) ?? []
  return {
    ...{ code: 'syntax', detail: detail.slice(0, 200) },
    ...(line === undefined ? {} : { line: Number(line) }),
  }
}

function fieldsOf(type: AvroType): number {
  if (type.kind === 'record') return type.fields.length
  return type.kind === 'union' ? type.branches.length : 0
}

/** The types of an Avro schema: the whole first, then what has a name of its own. @throws SchemaError */
export function compileAvro(text: string): CompiledSchema {
  try {
    const { root, named } = parseAvroSchema(text)
    const all = new Map([[nameOf(root), root], ...named])
    return {
      types: [...all].map(([name, type]) => ({ name, fields: fieldsOf(type) })),
      readers: new Map([...all].map(([name, type]) => [name, { step: 'avro', type }])),
    }
  } catch (thrown) {
    if (thrown instanceof Misfit) throw new SchemaError(problemOf(thrown))
    throw thrown
  }
}
