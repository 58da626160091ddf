import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaptureId } from '#contract'
import { Expressions } from '../expressions/expressions.ts'
import { systemClock } from '../lib/clock.ts'
import { fromFile, newEntry } from '../testing/capture-entries.ts'
import { CaptureStore } from './capture-store.ts'
import { findByExpression } from './expression-search.ts'

let folder: string
let store: CaptureStore
let expressions: Expressions
let captureId: CaptureId
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weir-captures-'))
  store = new CaptureStore({
    path: join(folder, 'captures.db'),
    workerUrl: new URL('./capture-worker.ts', import.meta.url),
    clock: systemClock,
    onSetAside: (path) => expect.unreachable(path),
    onTrouble: (message) => expect.unreachable(message),
  })
  const workerUrl = new URL('../expressions/expression-worker.ts', import.meta.url)
  expressions = new Expressions({ workerUrl, clock: systemClock, deadlineMs: 1_000 })
  const first = await store.begin({ name: 'orders', from: fromFile })
  captureId = first.captureId
  const kind = { name: 'kind', dataType: 'String', value: 'refund', encoding: 'text' } as const
  await first.add(
    Array.from({ length: 120 }, (_, index) =>
      newEntry(JSON.stringify({ total: index, city: index % 2 === 0 ? 'Ulm' : '서울' }), {
        attributes: index % 10 === 0 ? [kind] : [],
        groupId: `g-${String(index % 3)}`,
        sentAtMs: 1_763_800_000_000 + index,
      }),
    ),
  )
  await first.finish()
  // A second part whose segment was made before it was merged: order is the capture's, not the file's.
  const second = await store.begin({ name: 'more', from: fromFile })
  await second.add([newEntry('{"total":500}'), newEntry('no JSON')])
  await second.finish()
  await store.merge([captureId, second.captureId])
})
afterAll(async () => {
  await expressions.dispose()
  await store.dispose()
  rmSync(folder, { recursive: true })
})

function find(expression: string, change: { text?: string; after?: number; limit?: number } = {}) {
  const { text, after = 0, limit = 200 } = change
  const filter = { expression, ...(text === undefined ? {} : { text }) }
  const parts = { store, expressions, now: () => systemClock.now() }
  return findByExpression(parts, { captureId, filter, after, limit, patienceMs: 10_000 })
}

async function positions(...query: Parameters<typeof find>): Promise<number[]> {
  return (await find(...query)).rows.map(({ position }) => position)
}

describe('an expression', () => {
  it('finds by body, facts and attributes, in every part of the capture', async () => {
    expect(await positions('body.total >= 118')).toEqual([119, 120, 121])
    expect(await positions('groupId = "g-1" and body.total < 6')).toEqual([2, 5])
    expect(await positions('attributes.kind = "refund" and position > 100')).toEqual([101, 111])
    expect(await positions('sentAt >= "2025-11-22T08:26:40.118Z" and body.total < 500')).toEqual([
      119, 120,
    ])
    expect(await positions('body = "no JSON"')).toEqual([122])
  })

  it('narrows what a text has found', async () => {
    expect(await positions('body.total < 4', { text: '서울' })).toEqual([2, 4])
  })

  it('gives page after page, without a gap and without a repetition', async () => {
    const found: number[] = []
    for (let after = 0; ;) {
      const page = await find('body.total % 7 = 0', { after, limit: 30 })
      found.push(...page.rows.map(({ position }) => position))
      if (page.isEnd) break
      after = page.lookedAt
    }
    expect(found).toEqual(Array.from({ length: 18 }, (_, index) => index * 7 + 1))
  })

  it('leaves out what it fails on, and says of how many and why', async () => {
    const { rows, failed, trouble } = await find('body.total / (body.city = "Ulm" ? "x" : 1) > 500')
    expect(rows).toEqual([])
    expect(failed).toBeGreaterThanOrEqual(60)
    expect(trouble?.message).toContain('number')
  })

  it('that is none is refused, with what JSONata says of it', async () => {
    await expect(find('body.[')).rejects.toMatchObject({
      code: 'invalid-input',
      params: { field: 'expression' },
    })
  })

  it('that never ends is ended, and the next one works', async () => {
    await expect(find('($f := function($n) { $f($n) }; $f(1))')).rejects.toMatchObject({
      code: 'timed-out',
    })
    expect(await positions('body.total = 500')).toEqual([121])
  })
})
