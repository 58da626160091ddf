/**
 * `npm run check`: format, lint (ESLint, and oxlint for what asks for types), types, import rules, budgets, documents, unit and window tests, dead code. Two at a
 * time, for two cores. Each step but the tests counts as one test. `WEIR_COUNTS` names a file for the counts.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, assertInstalled } from './project-node.mjs'
import { runPool } from './step.mjs'
import { sumCounts, vitestCounts } from './test-counts.mjs'

const CACHE = join(ROOT, 'node_modules', '.cache')
const REPORT = join(CACHE, 'weir', 'unit.json')
/** No step takes a tenth of it; a hang must not eat the 90 minutes of a CI run. */
const DEADLINE_MS = 600_000

/** The others are not checked out before they hold a file. */
const SOURCES = ['src-main', 'src-renderer', 'e2e', 'bench'].filter((folder) =>
  existsSync(join(ROOT, folder)),
)

const bin = (...parts) => join(ROOT, 'node_modules', ...parts)

const oneTest = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

/** The longest first: two at a time, the short ones fill the gaps. */
const STEPS = [
  {
    name: 'lint',
    // The cache looks at each file alone, as these rules do; those that ask for types are oxlint's.
    args: [
      bin('eslint', 'bin', 'eslint.js'),
      '.',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-strategy',
      'content',
      '--cache-location',
      join(CACHE, 'eslint/'),
    ],
    advice: 'npm run lint -- --fix mends some of it',
  },
  {
    name: 'unit tests',
    args: [
      bin('vitest', 'vitest.mjs'),
      'run',
      '--project',
      'unit',
      '--project',
      'window*',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${REPORT}`,
    ],
    counts: (code) => vitestCounts(REPORT, code),
    advice: 'npm run unit -- path/of/file.test.ts runs one',
  },
  {
    name: 'typed lint',
    args: [bin('oxlint', 'bin', 'oxlint')],
    advice: 'its rules are in .oxlintrc.json',
  },
  {
    name: 'types',
    // TypeScript 7 checks in half the time; typescript-eslint still needs the JavaScript API of TypeScript 6.
    args: [bin('typescript-native', 'bin', 'tsc'), '-b'],
    advice: 'npm run types',
  },
  {
    name: 'dead code',
    args: [bin('knip', 'bin', 'knip.js')],
    advice: 'delete it, or name its entry point in knip.json',
  },
  {
    name: 'import rules',
    args: [
      bin('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err-long',
      ...SOURCES,
    ],
    advice: 'the table is scripts/rules/import-table.cjs',
  },
  {
    name: 'format',
    args: [
      bin('prettier', 'bin', 'prettier.cjs'),
      '--check',
      '.',
      '--cache',
      '--cache-strategy',
      'content',
      '--cache-location',
      join(CACHE, 'prettier', '.prettier-cache'),
    ],
    advice: 'npm run format mends it',
  },
  { name: 'budgets', args: [join('scripts', 'budgets.mjs')], advice: 'npm run budgets' },
  {
    name: 'documents',
    args: [join('scripts', 'operations-doc.mjs'), '--check'],
    advice: 'npm run docs writes docs/operations.md anew',
  },
].filter(({ name, args }) => name !== 'documents' || existsSync(join(ROOT, args[0])))

function seconds(value) {
  return `${value.toFixed(1)} s`.padStart(8)
}

function report(step, result) {
  const state = result.counts.failed === 0 ? 'ok    ' : 'FAILED'
  const { passed, failed } = result.counts
  const tests = step.counts === undefined ? '' : `  ${passed} passed, ${failed} failed`
  console.log(`${state} ${step.name.padEnd(14)}${seconds(result.seconds)}${tests}`)
  if (result.counts.failed > 0) console.log(`\n${result.output.trimEnd()}\n`)
}

async function check() {
  assertInstalled()
  mkdirSync(join(CACHE, 'weir'), { recursive: true })
  rmSync(REPORT, { force: true })
  const started = performance.now()
  const ended = []
  const steps = STEPS.map((step) => ({ ...step, env: { NO_COLOR: '1' }, deadlineMs: DEADLINE_MS }))
  await runPool(steps, 2, (step, result) => {
    const counts = (step.counts ?? oneTest)(result.code)
    report(step, { ...result, counts })
    ended.push({ step, counts })
  })
  return { ended, elapsed: (performance.now() - started) / 1000 }
}

const { ended, elapsed } = await check()
const total = sumCounts(ended.map(({ counts }) => counts))
const failed = ended.filter(({ counts }) => counts.failed > 0)
for (const { step } of failed) console.log(`${step.name} failed: ${step.advice}`)
const verdict =
  failed.length === 0 ? 'all in order' : `${failed.length} of ${ended.length} steps failed`
console.log(
  `check: ${verdict} in ${elapsed.toFixed(0)} s (${total.passed} passed, ${total.failed} failed)`,
)
const countsPath = process.env.WEIR_COUNTS
if (countsPath !== undefined) writeFileSync(countsPath, JSON.stringify(total))
process.exitCode = failed.length === 0 ? 0 : 1
