import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  playwrightCounts,
  printedCounts,
  sumCounts,
  vitestCounts,
  writtenCounts,
} from './test-counts.mjs'

let folder
let path
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-counts-'))
  path = join(folder, 'report.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const leave = (report) => writeFileSync(path, JSON.stringify(report))
const failure = { passed: 0, failed: 1 }

describe('vitestCounts', () => {
  const report = (passed, total, testResults = []) =>
    leave({ numPassedTests: passed, numTotalTests: total, testResults })

  it('counts what passed', () => {
    report(3, 3)
    expect(vitestCounts(path, 0)).toEqual({ passed: 3, failed: 0 })
  })
  it('counts skipped, todo and failed tests as failed', () => {
    report(3, 5)
    expect(vitestCounts(path, 1)).toEqual({ passed: 3, failed: 2 })
    expect(vitestCounts(path, 0)).toEqual({ passed: 3, failed: 2 })
  })
  it('counts a file that did not load', () => {
    report(3, 3, [{ status: 'failed', assertionResults: [] }])
    expect(vitestCounts(path, 1)).toEqual({ passed: 3, failed: 1 })
  })
  it('counts an error outside of every test', () => {
    report(3, 3)
    expect(vitestCounts(path, 1)).toEqual({ passed: 3, failed: 1 })
  })
  it('fails without tests, without a report and with half a report', () => {
    expect(vitestCounts(path, 0)).toEqual(failure)
    report(0, 0)
    expect(vitestCounts(path, 0)).toEqual(failure)
    writeFileSync(path, '{"numTotal')
    expect(vitestCounts(path, 0)).toEqual(failure)
  })
})

describe('playwrightCounts', () => {
  const stats = { expected: 4, unexpected: 0, flaky: 0, skipped: 0 }

  it('counts what passed', () => {
    leave({ stats })
    expect(playwrightCounts(path, 0)).toEqual({ passed: 4, failed: 0 })
  })
  it('counts unexpected, flaky and skipped tests as failed', () => {
    leave({ stats: { ...stats, unexpected: 1, flaky: 2, skipped: 3 } })
    expect(playwrightCounts(path, 1)).toEqual({ passed: 4, failed: 6 })
  })
  it('fails without tests and without a report', () => {
    expect(playwrightCounts(path, 0)).toEqual(failure)
    leave({ stats: { ...stats, expected: 0 } })
    expect(playwrightCounts(path, 0)).toEqual(failure)
  })
})

describe('printedCounts', () => {
  it('takes the last line', () => {
    expect(printedCounts('1 passed, 1 failed\nmore\n5 passed, 0 failed\n', 0)).toEqual({
      passed: 5,
      failed: 0,
    })
  })
  it('counts a bad end that names no failure', () => {
    expect(printedCounts('5 passed, 0 failed\n', 1)).toEqual({ passed: 5, failed: 1 })
  })
  it('fails without a line', () => {
    expect(printedCounts('all is well\n', 0)).toEqual(failure)
  })
})

describe('writtenCounts', () => {
  it('reads what check left', () => {
    leave({ passed: 9, failed: 2 })
    expect(writtenCounts(path, 1)).toEqual({ passed: 9, failed: 2 })
  })
  it('fails when it left nothing', () => {
    expect(writtenCounts(path, 0)).toEqual(failure)
  })
})

describe('sumCounts', () => {
  it('adds up', () => {
    expect(sumCounts([failure, { passed: 2, failed: 3 }])).toEqual({ passed: 2, failed: 4 })
  })
})
