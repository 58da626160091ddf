import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SAVED_FILTERS_MAX } from '#contract'
import type { SavedFilter } from '#contract'
import { openJsonFile } from '../lib/json-file.ts'
import { noSavedFilters, savedFilterHandlers, savedFiltersSchema } from './saved-filters.ts'

let folder: string
let aside: string[]

/** As after a restart. */
function open() {
  const file = openJsonFile({
    folder,
    name: 'saved-filters',
    schema: savedFiltersSchema,
    initial: noSavedFilters,
    onSetAside: (path) => aside.push(path),
    nowMs: () => 0,
  })
  return savedFilterHandlers(file)
}

const kept = (): SavedFilter[] => open()['searches.list']().filters
const names = (): string[] => kept().map(({ name }) => name)
const save = (name: string, text = 'x') => open()['searches.save']({ name, filter: { text } })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-filters-'))
  aside = []
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('saved filters', () => {
  it('outlive the program, whole and by name', () => {
    const group = { grouping: { by: 'shape' }, key: 'a'.repeat(22), label: 'id: string' } as const
    const filter = {
      ...{ text: '주문', attribute: { name: 'kind' }, fromMs: 1, untilMs: 2 },
      ...{ expression: 'body.n > 1', groups: [group] },
    }
    open()['searches.save']({ name: 'b', filter })
    save('a')
    expect(kept()).toEqual([
      { name: 'a', filter: { text: 'x' } },
      { name: 'b', filter },
    ])
  })

  it('are replaced by one of the same name, renamed, and removed', () => {
    save('a', 'x')
    save('a', 'y')
    open()['searches.rename']({ name: 'a', to: 'c' })
    expect(kept()).toEqual([{ name: 'c', filter: { text: 'y' } }])
    open()['searches.rename']({ name: 'c', to: 'c' })
    open()['searches.remove']({ name: 'c' })
    expect(names()).toEqual([])
  })

  it('never take the name of another by being renamed', () => {
    save('a', 'x')
    save('b', 'y')
    const rename = open()['searches.rename']
    expect(() => rename({ name: 'a', to: 'b' })).toThrow(
      expect.objectContaining({
        code: 'conflict',
        params: { kind: 'saved-filter', name: 'b', reason: 'filter-name-taken' },
      }),
    )
    expect(() => rename({ name: 'gone', to: 'c' })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    )
    expect(kept().map(({ filter }) => filter.text)).toEqual(['x', 'y'])
  })

  it('are bounded, but can be replaced and renamed when full', () => {
    const { 'searches.save': add, 'searches.rename': rename } = open()
    for (let index = 0; index < SAVED_FILTERS_MAX; index += 1) {
      add({ name: String(index), filter: {} })
    }
    expect(() => add({ name: 'more', filter: {} })).toThrow(
      expect.objectContaining({ code: 'quota-exceeded' }),
    )
    add({ name: '7', filter: { text: 'y' } })
    rename({ name: '7', to: 'seven' })
    expect(names()).toHaveLength(SAVED_FILTERS_MAX)
    expect(names()).toContain('seven')
  })

  it('that cannot be read are put aside, never overwritten', () => {
    writeFileSync(join(folder, 'saved-filters.json'), '{"value":{"version":1,"filters":[{}]}}')
    save('a')
    expect(aside).toHaveLength(1)
    expect(names()).toEqual(['a'])
    expect(readdirSync(folder)).toHaveLength(2)
  })
})
