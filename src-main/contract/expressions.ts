import { operation } from './operation.ts'
import { z } from './z.ts'

/** Longer than anybody types; it is compiled in a thread of its own. */
export const EXPRESSION_MAX = 10_000

export const expressionSchema = z.string().min(1).max(EXPRESSION_MAX)

export const expressionTroubleSchema = z.object({
  /** As JSONata says it, in English. */
  message: z.string(),
  /** Characters before the place where it went wrong. */
  position: z.int().min(0).optional(),
})
export type ExpressionTrouble = z.infer<typeof expressionTroubleSchema>

/** JSONata expressions, with which messages and records are filtered. */
export const expressions = {
  check: operation({
    effect: 'local',
    description: 'Tells whether an expression is JSONata, and where it is not.',
    input: z.object({ expression: expressionSchema }),
    output: z.object({ trouble: expressionTroubleSchema.optional() }),
    example: {
      input: { expression: 'body.order[' },
      output: { trouble: { message: 'Expected "]" before end of expression', position: 11 } },
    },
  }),
}
