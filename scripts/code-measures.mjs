/** Measures one source file with the TypeScript parser: lines, functions, parameters, and escapes from the type checker. */
import ts from 'typescript'

const { SyntaxKind } = ts

const isConst = (node) =>
  ts.isTypeReferenceNode(node.type) && node.type.typeName.getText() === 'const'

const lineOf = (source, position) => source.getLineAndCharacterOfPosition(position).line

const linesOf = (source, node) =>
  lineOf(source, node.getEnd()) - lineOf(source, node.getStart(source)) + 1

function nameOf(node) {
  const named = node.name ?? node.parent.name
  return named === undefined ? '(anonymous)' : named.getText()
}

/** The lines that a comment touches. */
function commentLines(source) {
  const lines = new Set()
  const add = (ranges) => {
    for (const { pos, end } of ranges ?? []) {
      for (let line = lineOf(source, pos); line <= lineOf(source, end); line++) lines.add(line)
    }
  }
  const visit = (node) => {
    // Text between tags only looks like a comment.
    if (node.kind === SyntaxKind.JsxText) return
    add(ts.getLeadingCommentRanges(source.text, node.getFullStart()))
    add(ts.getTrailingCommentRanges(source.text, node.getEnd()))
    node.getChildren(source).forEach(visit)
  }
  visit(source)
  return lines
}

function isExplained(source, node, comments) {
  const last = lineOf(source, node.getEnd())
  for (let line = lineOf(source, node.getStart(source)) - 1; line <= last; line++) {
    if (comments.has(line)) return true
  }
  return false
}

const isUnexplainedAssertion = (source, node, comments) =>
  ts.isAsExpression(node) &&
  !isConst(node) &&
  !ts.isAsExpression(node.parent) &&
  !isExplained(source, node, comments)

function escapeOf(source, node, comments) {
  if (node.kind === SyntaxKind.AnyKeyword) return 'any'
  if (ts.isNonNullExpression(node)) return 'non-null !'
  if (isUnexplainedAssertion(source, node, comments)) return 'unexplained as'
  return undefined
}

/** Rules switched off without a reason after two dashes. ESLint cannot see these: they also silence the rule that would. */
function unexplainedDisables(text) {
  return text.split('\n').flatMap((line, index) => {
    const directive =
      /(?:\/\/|\/\*)\s*(?:(?:es|ox)lint-disable|@ts-ignore|@ts-nocheck)\b(.*)/u.exec(line)
    if (directive === null || /\S\s+--\s+[^\s*]/u.test(directive[1])) return []
    return [{ kind: 'unexplained disable', line: index + 1 }]
  })
}

/** `functions` holds every function; those without a block body (`lines: undefined`) count for parameters only. */
export function measureCode(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const comments = commentLines(source)
  const functions = []
  const escapes = unexplainedDisables(text)
  const visit = (node) => {
    const line = lineOf(source, node.getStart(source)) + 1
    if (ts.isFunctionLike(node) && node.body !== undefined) {
      const lines = ts.isBlock(node.body) ? linesOf(source, node) : undefined
      functions.push({ name: nameOf(node), line, lines, parameters: node.parameters.length })
    }
    const kind = escapeOf(source, node, comments)
    if (kind !== undefined) escapes.push({ kind, line })
    ts.forEachChild(node, visit)
  }
  visit(source)
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  return { path, lines, functions, escapes }
}
