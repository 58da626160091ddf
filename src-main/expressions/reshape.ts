import type jsonata from 'jsonata'
import { findDecodedBytes, findText } from '../codecs/decode.ts'
import { losesDigits } from './exact-json.ts'
import { bodyOf, toTrouble } from './expression-evaluator.ts'
import type { ExpressionInput, Reshaped, Reshaping } from './expression-messages.ts'
import { masked } from './mask.ts'

function mayLoseDigits(data: Uint8Array): boolean {
  const text = findDecodedBytes(data)?.text ?? findText(data)
  try {
    return text !== undefined && losesDigits(text)
  } catch {
    return false // no JSON has no numbers
  }
}

async function transformed(
  expression: jsonata.Expression,
  { facts, data }: ExpressionInput,
): Promise<string> {
  // JSONata knows numbers of 53 bits only: an id with more would go out as another one.
  if (mayLoseDigits(data))
    throw new Error('an integer of the body has more digits than JSONata keeps')
  const result: unknown = await expression.evaluate({ ...facts, body: bodyOf(data) })
  if (typeof result === 'string') return result
  const text: unknown = JSON.stringify(result)
  if (typeof text === 'string') return text
  throw new Error('it gives nothing')
}

/** New bodies, one input after the other; one that fails costs none of the others. */
export async function reshapeInputs(
  expression: jsonata.Expression | undefined,
  { masks, inputs }: Pick<Reshaping, 'masks' | 'inputs'>,
): Promise<Reshaped[]> {
  const reshaped: Reshaped[] = []
  for (const input of inputs) {
    try {
      const text =
        expression === undefined ? findText(input.data) : await transformed(expression, input)
      if (text === undefined) throw new Error('the body is not text')
      reshaped.push({ text: masked(text, masks) })
    } catch (thrown) {
      reshaped.push({ trouble: toTrouble(thrown) })
    }
  }
  return reshaped
}
