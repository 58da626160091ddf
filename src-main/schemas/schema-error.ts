import type { SchemaProblem } from '#contract'

/** What is wrong with the text of a schema. */
export class SchemaError extends Error {
  readonly problem: SchemaProblem

  constructor(problem: SchemaProblem) {
    super(problem.code)
    this.problem = problem
  }
}
