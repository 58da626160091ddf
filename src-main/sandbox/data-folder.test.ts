import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openData } from './data-folder.ts'
import { getKeptPort, keepPort } from './kept-port.ts'

let parent: string
let folder: string
const aside: string[] = []
const report = { nowMs: () => 42, onSetAside: (path: string) => void aside.push(path) }

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'weir-data-'))
  folder = join(parent, 'sqs')
  aside.length = 0
})
afterEach(() => {
  rmSync(parent, { recursive: true })
})

describe('openData', () => {
  it('makes the folder and opens it', async () => {
    expect(await openData(folder, (path) => existsSync(path), report)).toBe(true)
    expect(aside).toEqual([])
  })

  it('keeps what cannot be read and opens an empty folder', async () => {
    await openData(folder, (path) => writeFileSync(join(path, 'a'), 'mine'), report)
    const isFresh = await openData(
      folder,
      (path) => {
        if (existsSync(join(path, 'a'))) throw new Error('damaged')
        return true
      },
      report,
    )
    expect(isFresh).toBe(true)
    expect(aside).toEqual([`${folder}.unreadable-42`])
    expect(readFileSync(join(parent, 'sqs.unreadable-42', 'a'), 'utf8')).toBe('mine')
  })

  it('moves nothing for trouble that may pass', async () => {
    const busy = Object.assign(new Error('database is locked'), { errcode: 5 })
    const opening = openData(folder, () => Promise.reject(busy), report)
    await expect(opening).rejects.toBe(busy)
    expect(aside).toEqual([])
  })
})

describe('getKeptPort', () => {
  it('chooses a free port first and the same one again later', async () => {
    const file = join(parent, 'port')
    const port = await getKeptPort(file)
    expect(port).toBeGreaterThan(1023)
    keepPort(file, port)
    expect(await getKeptPort(file)).toBe(port)
  })

  it('takes no notice of a file that holds no port', async () => {
    const file = join(parent, 'port')
    writeFileSync(file, '80; rm')
    expect(await getKeptPort(file)).toBeGreaterThan(1023)
  })
})
