import type { FeedItem } from '#contract'
import type { SchemaReader } from '../../codecs/schema-reading.ts'
import type { Expressions } from '../../expressions/expressions.ts'
import type { ExpressionInput } from '../../expressions/expression-messages.ts'
import { toAppError } from '../../lib/app-error.ts'
import type { FoundRecord } from './tail-memory.ts'

type Standing = NonNullable<FeedItem<'records.tail'>['expression']>

/** The thread knows no schemas: what is read by one goes there as the JSON that it is. */
function meant(data: Uint8Array, schemas: SchemaReader | undefined): Uint8Array {
  const reading = schemas?.(data)
  return reading !== undefined && 'json' in reading ? Buffer.from(reading.json) : data
}

function toInput({ record }: FoundRecord, schemas: SchemaReader | undefined): ExpressionInput {
  const { partitionKey, shardId, sequenceNumber, arrivalMs, data } = record
  return {
    facts: {
      ...(partitionKey === undefined ? {} : { key: partitionKey }),
      ...{ shardId, sequenceNumber },
      ...(arrivalMs === undefined ? {} : { arrivedAt: new Date(arrivalMs).toISOString() }),
    },
    data: meant(data, schemas),
  }
}

/** Judges records by an expression, and counts what it could not judge. */
export class RecordJudge {
  readonly #expressions: Expressions
  readonly #expression: string
  #standing: Standing = { failed: 0, unjudged: 0 }

  constructor(expressions: Expressions, expression: string) {
    this.#expressions = expressions
    this.#expression = expression
  }

  get standing(): Standing {
    return this.#standing
  }

  /** Those for which it holds. @throws invalid-input where it is no JSONata */
  async pass(found: readonly FoundRecord[], schemas?: SchemaReader): Promise<FoundRecord[]> {
    if (found.length === 0) return []
    try {
      const inputs = found.map((each) => toInput(each, schemas))
      const tested = await this.#expressions.test(this.#expression, inputs)
      const { failed, trouble = this.#standing.trouble } = tested
      this.#note({ failed, unjudged: 0, ...(trouble === undefined ? {} : { trouble }) })
      return found.filter((_each, at) => tested.holds[at] === true)
    } catch (thrown) {
      if (toAppError(thrown).code !== 'timed-out') throw thrown
      this.#note({ ...this.#standing, failed: 0, unjudged: found.length })
      return []
    }
  }

  #note({ failed, unjudged, trouble }: Standing): void {
    this.#standing = {
      failed: this.#standing.failed + failed,
      unjudged: this.#standing.unjudged + unjudged,
      ...(trouble === undefined ? {} : { trouble }),
    }
  }
}
