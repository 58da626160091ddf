/** Plants a file over each budget and sees it caught. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { budgetReport } from './budget-report.mjs'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-budgets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function plant(path, text) {
  const target = join(folder, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, text)
}

const lines = (count) => 'call()\n'.repeat(count)
const functionOf = (count) => `export function planted() {\n${lines(count - 2)}}\n`

const over = [
  ['a file of 301 lines', 'src-main/queues/a.ts', lines(301), '301 lines, limit 300'],
  ['a test of 401 lines', 'src-main/queues/a.test.ts', lines(401), '401 lines, limit 400'],
  ['a median of 81 lines per file', 'src-main/queues/a.ts', lines(81), 'median lines per file: 81'],
  ['a p90 of 181 lines per file', 'src-main/queues/a.ts', lines(181), 'p90 lines per file: 181'],
  ['a function of 51 lines', 'src-main/queues/a.ts', functionOf(51), 'planted: 51 lines, limit 50'],
  [
    'a component of 81 lines',
    'src-renderer/ui/a.tsx',
    functionOf(81),
    'planted: 81 lines, limit 80',
  ],
  [
    'a median of 11 lines per function',
    'src-main/queues/a.ts',
    functionOf(11),
    'median lines per function: 11',
  ],
  [
    'a p90 of 31 lines per function',
    'src-main/queues/a.ts',
    functionOf(31),
    'p90 lines per function: 31',
  ],
  [
    'four parameters',
    'src-main/queues/a.ts',
    'export const f = (a, b, c, d) => a\n',
    'f: 4 parameters',
  ],
  ['any', 'src-main/queues/a.ts', 'export const a: any = 1\n', 'a.ts:1 any'],
  ['a non-null assertion', 'src-main/queues/a.ts', 'export const a = b!\n', 'a.ts:1 non-null !'],
  [
    'an unexplained as',
    'src-main/queues/a.ts',
    'export const a = b as string\n',
    'a.ts:1 unexplained as',
  ],
  [
    'an unexplained as in a test',
    'src-main/a.test.ts',
    'const a = b as string\n',
    'a.test.ts:1 unexplained as',
  ],
  [
    'a rule off for the whole file',
    'src-main/a.ts',
    '/* eslint-disable */\n',
    'a.ts:1 unexplained disable',
  ],
  [
    'a rule off without a reason',
    'src-main/a.ts',
    '// eslint-disable-next-line no-eval\n',
    'unexplained disable',
  ],
  [
    'a typed rule off without a reason',
    'src-main/a.ts',
    '// oxlint-disable-next-line typescript/no-deprecated\n',
    'unexplained disable',
  ],
]

describe('budgets', () => {
  it.each(over)('catches %s', (_name, path, text, problem) => {
    plant(path, text)
    const { problems } = budgetReport(folder)
    expect(problems).toContainEqual(expect.stringContaining(problem))
  })

  it('lets explained assertions, as const and long tests pass', () => {
    plant(
      'src-main/a.ts',
      '// The driver types columns as unknown.\nexport const a = b as string\n',
    )
    plant('src-main/b.ts', 'export const levels = ["read"] as const\n')
    plant('src-main/c.ts', '// eslint-disable-next-line no-eval -- the fixture needs one\nrun()\n')
    plant('src-main/d.test.ts', lines(390))
    const { table, problems } = budgetReport(folder)
    expect(problems).toEqual([])
    expect(table).toContain('3 files')
  })
})
