/**
 * `npm test [-- step…]`: check, contract, fault, e2e, package; all of them without a name. Ends with the plain line
 * `N passed, N failed` summed over all. A step that crashes, hangs or leaves no result has failed at least once.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NODE, ROOT, assertInstalled } from './project-node.mjs'
import { runStep } from './step.mjs'
import {
  plainLine,
  playwrightCounts,
  printedCounts,
  sumCounts,
  vitestCounts,
  writtenCounts,
} from './test-counts.mjs'

const MINUTE_MS = 60_000
const REPORTS = join(ROOT, 'node_modules', '.cache', 'weir')
const reportOf = (name) => join(REPORTS, `${name}.json`)
const script = (name, ...args) => [join(ROOT, 'scripts', name), ...args]

const vitestStep = (project) => ({
  args: [
    join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf(project)}`,
  ],
  counts: ({ code }) => vitestCounts(reportOf(project), code),
  deadlineMs: 15 * MINUTE_MS,
})

/** The deadlines add up to less than the 90 minutes of a CI run, installing included. */
const STEPS = {
  check: {
    args: script('check.mjs'),
    env: { WEIR_COUNTS: reportOf('check') },
    counts: ({ code }) => writtenCounts(reportOf('check'), code),
    deadlineMs: 15 * MINUTE_MS,
  },
  contract: vitestStep('contract'),
  fault: vitestStep('fault'),
  e2e: {
    args: script('run.mjs', 'e2e', '--reporter=list,json', '--retries=0'),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf('e2e') },
    counts: ({ code }) => playwrightCounts(reportOf('e2e'), code),
    deadlineMs: 20 * MINUTE_MS,
  },
  package: {
    args: script('package-proof.mjs'),
    counts: ({ code, output }) => printedCounts(output, code),
    deadlineMs: 15 * MINUTE_MS,
  },
}

async function runNamed(name) {
  console.log(`\n== ${name}`)
  rmSync(reportOf(name), { force: true })
  const { counts, ...step } = STEPS[name]
  const result = await runStep({ ...step, live: true })
  return { name, seconds: result.seconds, ...counts(result) }
}

async function main(names) {
  mkdirSync(REPORTS, { recursive: true })
  const results = []
  for (const name of names) results.push(await runNamed(name))
  console.log('\n== all')
  for (const { name, seconds, ...counts } of results) {
    console.log(`${name.padEnd(10)}${seconds.toFixed(0).padStart(5)} s   ${plainLine(counts)}`)
  }
  const total = sumCounts(results)
  console.log(plainLine(total))
  return total.failed === 0 ? 0 : 1
}

/** Files run by Node as TypeScript, and node:sqlite, need the pinned Node, whichever called. */
function runOnPinnedNode(args) {
  assertInstalled()
  return (
    spawnSync(NODE, [fileURLToPath(import.meta.url), ...args], { stdio: 'inherit' }).status ?? 1
  )
}

const args = process.argv.slice(2)
const unknown = args.filter((name) => !Object.hasOwn(STEPS, name))
if (unknown.length > 0) {
  console.error(`unknown step ${unknown.join(', ')}; there are ${Object.keys(STEPS).join(', ')}`)
  process.exitCode = 1
} else if (Number.parseInt(process.versions.node, 10) < 24) {
  process.exitCode = runOnPinnedNode(args)
} else {
  process.exitCode = await main(args.length === 0 ? Object.keys(STEPS) : args)
}
