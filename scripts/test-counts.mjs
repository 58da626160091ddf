/**
 * Reads how many tests passed and failed from what the runners leave behind. A skipped test is a defect and counts as
 * failed; so does a step that ended badly without naming a failure, or that left no result at all.
 */
import { existsSync, readFileSync } from 'node:fs'

const NOTHING = { passed: 0, failed: 1 }

function readJson(path) {
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    // Cut short by a crash: as good as absent, and counted as a failure by the caller.
    return undefined
  }
}

/** A step that says it failed, but names no failed test, has failed once. */
const settled = ({ passed, failed }, code) => ({
  passed,
  failed: code === 0 || failed > 0 ? failed : 1,
})

/** Files that could not even be loaded hold no failed test, and are one failure each. */
const brokenFiles = (report) =>
  report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length

/** vitest's `--reporter=json`. */
export function vitestCounts(path, code) {
  const report = readJson(path)
  if (report === undefined || report.numTotalTests === 0) return NOTHING
  const passed = report.numPassedTests
  return settled({ passed, failed: report.numTotalTests - passed + brokenFiles(report) }, code)
}

/** Playwright's json reporter. A flaky test passed only when tried again, and there is no second try. */
export function playwrightCounts(path, code) {
  const stats = readJson(path)?.stats
  if (stats === undefined || stats.expected + stats.unexpected + stats.flaky === 0) return NOTHING
  return settled(
    { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped },
    code,
  )
}

/** The last plain line `N passed, N failed` of a step's output. */
export function printedCounts(output, code) {
  const line = [...output.matchAll(/^(\d+) passed, (\d+) failed\s*$/gmu)].at(-1)
  if (line === undefined) return NOTHING
  return settled({ passed: Number(line[1]), failed: Number(line[2]) }, code)
}

/** What check.mjs writes for test.mjs. */
export function writtenCounts(path, code) {
  const counts = readJson(path)
  return counts === undefined ? NOTHING : settled(counts, code)
}

export const sumCounts = (all) =>
  all.reduce(
    (sum, each) => ({ passed: sum.passed + each.passed, failed: sum.failed + each.failed }),
    { passed: 0, failed: 0 },
  )

export const plainLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`
