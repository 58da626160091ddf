import type { AnswerOf, ParsedInput } from '#contract'
import type { Expressions } from './expressions.ts'

/** Expressions on their own: input to service to answer, nothing more. */
export function expressionHandlers(expressions: Expressions) {
  return {
    'expressions.check': async ({
      expression,
    }: ParsedInput<'expressions.check'>): Promise<AnswerOf<'expressions.check'>> => {
      const trouble = await expressions.check(expression)
      return trouble === undefined ? {} : { trouble }
    },
  }
}
