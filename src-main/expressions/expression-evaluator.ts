import jsonata from 'jsonata'
import { z } from '#contract/z'
import { findDecodedBytes, findText } from '../codecs/decode.ts'
import type { ExpressionInput, ExpressionTrouble, Tested } from './expression-messages.ts'

const troubleSchema = z.object({ message: z.string(), position: z.int().min(0).optional() })

/** JSONata throws objects that are no errors, with a code and a position of their own. */
export function toTrouble(thrown: unknown): ExpressionTrouble {
  const known = troubleSchema.safeParse(thrown)
  if (!known.success) return { message: String(thrown) }
  const { message, position } = known.data
  return { message: message.slice(0, 500), ...(position === undefined ? {} : { position }) }
}

/**
 * JSONata's own guards, before those of the thread: Node cannot end every thread that runs out of memory without ending
 * the whole program.
 */
const guards = { stack: 500, sequence: 100_000 }

/** @throws what JSONata says of it */
export function compile(expression: string): jsonata.Expression {
  return jsonata(expression, guards)
}

/** The JSON that a text is, or the text itself. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text // any text may be a body
  }
}

/** What the bytes mean, as far as they can be decoded; bytes that mean nothing are none. */
export function bodyOf(data: Uint8Array): unknown {
  const text = findDecodedBytes(data)?.text ?? findText(data)
  return text === undefined ? undefined : valueOf(text)
}

/** Tests one input after the other; one that fails costs none of the others. */
export async function testInputs(
  expression: jsonata.Expression,
  inputs: readonly ExpressionInput[],
): Promise<Tested> {
  const holdsFor = jsonata('$boolean(result)')
  const tested: Tested = { holds: [], failed: 0 }
  for (const { facts, data } of inputs) {
    try {
      const result: unknown = await expression.evaluate({ ...facts, body: bodyOf(data) })
      tested.holds.push((await holdsFor.evaluate({ result })) === true)
    } catch (thrown) {
      tested.holds.push(false)
      tested.failed += 1
      tested.trouble ??= toTrouble(thrown)
    }
  }
  return tested
}
