import type { ChainLink } from '#contract'
import { Misfit, TooMuch } from './misfit.ts'

/** What reading by a schema came to: JSON, or why not. */
export type SchemaReading = Pick<ChainLink, 'schema'> &
  ({ json: string } | { tooLarge: true } | Required<Pick<ChainLink, 'misfit'>>)

/** The same, and which decoder it was. */
export type StepReading = SchemaReading & { step: 'avro' | 'protobuf' }

/** Reads bytes by what the user has said of their source; undefined where nothing was said. Never throws. */
export type SchemaReader = (bytes: Uint8Array) => StepReading | undefined

/** Where a body comes from: what the user's rules are asked of. */
export interface BodySource {
  service: 'queue' | 'topic' | 'stream'
  /** Queue URL, topic or stream ARN. */
  address: string
}

/** By what bodies of a source are read, as of now; undefined where no rule is for it. */
export type FindSchemaReader = (source: BodySource) => Promise<SchemaReader | undefined>

/** Details come from bytes that anybody wrote. */
const maxDetail = 200

/** Reads, and tells what is wrong instead of throwing it. */
export function attemptReading(read: () => SchemaReading): SchemaReading {
  try {
    return read()
  } catch (thrown) {
    if (thrown instanceof Misfit) {
      const { code, detail } = thrown
      const told = detail === undefined ? {} : { detail: detail.slice(0, maxDetail) }
      return { misfit: { code, ...told } }
    }
    // A RangeError is a nesting that the stack does not hold, or a text longer than texts can be.
    if (thrown instanceof TooMuch || thrown instanceof RangeError) return { tooLarge: true }
    throw thrown
  }
}
