import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from '#contract/z'
import { openJsonFile } from './json-file.ts'
import type { JsonFile } from './json-file.ts'

const schema = z.object({ version: z.literal(1), names: z.array(z.string()) })
const initial: z.infer<typeof schema> = { version: 1, names: [] }
const onSetAside = vi.fn<(path: string) => void>()
let folder: string

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'weir-json-')), 'weir')
  onSetAside.mockReset()
})
afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true, force: true })
})

function open(nowMs = 1_763_800_000_000): JsonFile<z.infer<typeof schema>> {
  return openJsonFile({ folder, name: 'things', schema, initial, onSetAside, nowMs: () => nowMs })
}

function write(content: string | Uint8Array): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'things.json'), content)
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('a settings file', () => {
  it('begins with its initial value and reports nothing', () => {
    expect(open().get()).toEqual(initial)
    expect(onSetAside).not.toHaveBeenCalled()
  })

  it('gives back what was set, also to the next who opens it', () => {
    const value = { version: 1 as const, names: ['a.b', '주문', '\u0000"'] }
    open().set(value)
    expect(open().get()).toEqual(value)
    expect(onSetAside).not.toHaveBeenCalled()
  })

  it('takes nothing that its schema refuses, and keeps what it had', () => {
    const file = open()
    file.set({ version: 1, names: ['kept'] })
    // What a caller without types might give.
    expect(() => file.set({ version: 2, names: [] } as unknown as typeof initial)).toThrow()
    expect(open().get().names).toEqual(['kept'])
  })

  it('can be read and written by its owner alone', () => {
    open().set(initial)
    expect(modeOf(folder)).toBe('700')
    expect(modeOf(join(folder, 'things.json'))).toBe('600')
  })

  it('closes a file that others could read with the next write', () => {
    write(JSON.stringify({ value: initial }))
    chmodSync(join(folder, 'things.json'), 0o644)
    open().set({ version: 1, names: ['x'] })
    expect(modeOf(join(folder, 'things.json'))).toBe('600')
  })

  it('leaves no half-written file beside it', () => {
    const file = open()
    for (let round = 0; round < 20; round += 1) file.set({ version: 1, names: [String(round)] })
    expect(readdirSync(folder)).toEqual(['things.json'])
  })
})

describe('a settings file that cannot be understood', () => {
  it.each([
    ['empty', Buffer.from('')],
    ['cut in the middle', Buffer.from('{"value":{"version":1,"na')],
    ['not text', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a])],
    ['null', Buffer.from('null')],
    ['a number', Buffer.from('7')],
    ['of a later version', Buffer.from('{"value":{"version":2,"names":["precious"]}}')],
    ['without its value', Buffer.from('{"version":1,"names":["precious"]}')],
  ])('(%s) is kept aside byte by byte, reported, and begun anew', (_what, content) => {
    write(content)
    const file = open(42)
    const aside = join(folder, 'things.unreadable-42.json')
    expect(onSetAside.mock.calls).toEqual([[aside]])
    expect(readFileSync(aside)).toEqual(content)
    expect(file.get()).toEqual(initial)
    file.set({ version: 1, names: ['new'] })
    expect(open(43).get().names).toEqual(['new'])
    expect(readFileSync(aside)).toEqual(content)
    expect(onSetAside).toHaveBeenCalledTimes(1)
  })
})

describe('a settings file that somebody deletes while it is open', () => {
  it('is still known, and whole on disk after the next change', () => {
    const file = open()
    file.set({ version: 1, names: ['gone'] })
    rmSync(join(folder, 'things.json'))
    expect(file.get().names).toEqual(['gone'])
    file.set({ version: 1, names: ['again'] })
    expect(open().get().names).toEqual(['again'])
  })
})
