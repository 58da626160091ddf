/**
 * `x as T` switches the type checker off for one expression, so it has to say why that is safe.
 * `as const` and `satisfies` check nothing away and are free.
 */

function isConst(node) {
  const { typeAnnotation } = node
  return typeAnnotation.type === 'TSTypeReference' && typeAnnotation.typeName.name === 'const'
}

const isDirective = (comment) => /^\s*(eslint|@ts-|prettier-ignore)/u.test(comment.value)

function isExplained(node, comments) {
  const first = node.loc.start.line - 1
  const last = node.loc.end.line
  return comments.some(
    (comment) =>
      !isDirective(comment) && comment.loc.end.line >= first && comment.loc.start.line <= last,
  )
}

export const explainedAssertion = {
  meta: {
    type: 'problem',
    docs: { description: 'A type assertion has a comment on the same or the previous line.' },
    messages: {
      unexplained:
        'Unexplained `as {{type}}`. Parse it (zod), narrow it (a type guard) or write `satisfies`; if the checker really cannot know, say why on the line above.',
    },
    schema: [],
  },
  create(context) {
    const source = context.sourceCode
    const check = (node) => {
      // Of `x as unknown as T` only the outer one is reported.
      if (isConst(node) || node.parent.type === 'TSAsExpression') return
      if (isExplained(node, source.getAllComments())) return
      const type = source.getText(node.typeAnnotation)
      context.report({ node, messageId: 'unexplained', data: { type } })
    }
    return { TSAsExpression: check, TSTypeAssertion: check }
  },
}
