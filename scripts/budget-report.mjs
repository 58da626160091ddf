/** The budgets of docs/architecture.md against src-main and src-renderer. Of tests only the length counts. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { measureCode } from './code-measures.mjs'

const BUDGETS = {
  file: { median: 80, p90: 180, hard: 300, test: 400 },
  function: { median: 10, p90: 30, hard: 50, component: 80 },
  parameters: 3,
}

const isTest = (path) => /\.test\.tsx?$|\/test-setup\.ts$/u.test(path)

function sourcePaths(root) {
  return ['src-main', 'src-renderer']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.d.ts'))
    .sort()
}

/** The smallest value that at least `share` of all values do not exceed; 0 of none. */
function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

const spread = (values) => ({
  median: quantile(values, 0.5),
  p90: quantile(values, 0.9),
  max: quantile(values, 1),
})

function fileProblems({ path, lines }) {
  const limit = isTest(path) ? BUDGETS.file.test : BUDGETS.file.hard
  if (lines <= limit) return []
  return [
    `${path}: ${lines} lines, limit ${limit}. Split it by subject: one exported thing per file.`,
  ]
}

function functionProblems({ path, functions }) {
  const limit = path.endsWith('.tsx') ? BUDGETS.function.component : BUDGETS.function.hard
  return functions.flatMap(({ name, line, lines, parameters }) => {
    const place = `${path}:${line} ${name}`
    const problems = []
    if (lines > limit)
      problems.push(`${place}: ${lines} lines, limit ${limit}. Take steps out of it and name them.`)
    if (parameters > BUDGETS.parameters) {
      problems.push(
        `${place}: ${parameters} parameters, limit ${BUDGETS.parameters}. Pass one object.`,
      )
    }
    return problems
  })
}

const escapeProblems = ({ path, escapes }) =>
  escapes.map(
    ({ kind, line }) =>
      `${path}:${line} ${kind}. Narrow or parse the value; what must stay says why.`,
  )

function spreadProblems(name, { median, p90 }, budget) {
  const problems = []
  if (median > budget.median) problems.push(`median ${name}: ${median}, budget ${budget.median}.`)
  if (p90 > budget.p90)
    problems.push(`p90 ${name}: ${p90}, budget ${budget.p90}. Split the longest tenth first.`)
  return problems
}

function measureTree(root) {
  const all = sourcePaths(root).map((path) =>
    measureCode(path, readFileSync(join(root, path), 'utf8')),
  )
  const code = all.filter(({ path }) => !isTest(path))
  const functions = code.flatMap((each) => each.functions)
  const bodies = functions.map(({ lines }) => lines).filter((lines) => lines !== undefined)
  return {
    all,
    code,
    tests: all.length - code.length,
    files: spread(code.map(({ lines }) => lines)),
    functions: spread(bodies),
    parameters: spread(functions.map(({ parameters }) => parameters)),
    escapes: all.flatMap(({ escapes }) => escapes).length,
    counts: { functions: bodies.length, lines: code.reduce((sum, { lines }) => sum + lines, 0) },
  }
}

const problemsOf = (tree) => [
  ...spreadProblems('lines per file', tree.files, BUDGETS.file),
  ...spreadProblems('lines per function', tree.functions, BUDGETS.function),
  ...tree.all.flatMap(fileProblems),
  ...tree.code.flatMap(functionProblems),
  ...tree.all.flatMap(escapeProblems),
]

const row = (cells) =>
  cells
    .map((cell, index) => String(cell)[index === 0 ? 'padEnd' : 'padStart'](index === 0 ? 20 : 12))
    .join('')

function tableOf(tree) {
  const { file, function: body } = BUDGETS
  const measured = (name, values, budget) => [
    name,
    `${values.median} ≤ ${budget.median}`,
    `${values.p90} ≤ ${budget.p90}`,
    values.max,
  ]
  const { code, tests, counts } = tree
  return [
    `${code.length} files, ${counts.lines} lines, ${counts.functions} functions with a body; ${tests} test files apart`,
    row(['', 'median', 'p90', 'max']),
    row([...measured('lines per file', tree.files, file), `≤ ${file.hard}`]),
    row([
      ...measured('lines per function', tree.functions, body),
      `≤ ${body.hard}/${body.component}`,
    ]),
    row([
      'parameters',
      tree.parameters.median,
      tree.parameters.p90,
      tree.parameters.max,
      `≤ ${BUDGETS.parameters}`,
    ]),
    row(['any, !, bare as', '', '', tree.escapes, '≤ 0']),
  ].join('\n')
}

/** What `npm run check` prints, and each excess as one line that says what to do. */
export function budgetReport(root) {
  const tree = measureTree(root)
  return { table: tableOf(tree), problems: problemsOf(tree) }
}
