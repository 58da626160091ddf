import { parentPort } from 'node:worker_threads'
import type jsonata from 'jsonata'
import { compile, testInputs, toTrouble } from './expression-evaluator.ts'
import { reshapeInputs } from './reshape.ts'
import { READY } from './expression-messages.ts'
import type { ExpressionAnswer, ExpressionQuestion } from './expression-messages.ts'

/** The last one, compiled: a timeline asks the same again and again. */
let last: { expression: string; compiled: jsonata.Expression } | undefined

function compiledOf(expression: string): jsonata.Expression {
  if (last?.expression !== expression) last = { expression, compiled: compile(expression) }
  return last.compiled
}

async function answer(question: ExpressionQuestion): Promise<ExpressionAnswer> {
  try {
    if (question.ask === 'reshape') {
      const { expression } = question
      const compiled = expression === undefined ? undefined : compiledOf(expression)
      return { reshaped: await reshapeInputs(compiled, question) }
    }
    const compiled = compiledOf(question.expression)
    return question.ask === 'check' ? {} : await testInputs(compiled, question.inputs)
  } catch (thrown) {
    return { trouble: toTrouble(thrown) }
  }
}

parentPort?.on('message', (question: ExpressionQuestion) => {
  void answer(question).then((said) => parentPort?.postMessage(said))
})
parentPort?.postMessage(READY)
