import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toCaptureError } from './capture-failure.ts'
import { openCaptureFile } from './capture-file.ts'
import { migrate, migrations, versionOf } from './migrations.ts'

let folder: string
let path: string
let open: Database.Database[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-captures-'))
  path = join(folder, 'captures', 'captures.db')
  open = []
})
afterEach(() => {
  for (const db of open) db.close()
  rmSync(folder, { recursive: true })
})

function openAt(nowMs = 42) {
  const opened = openCaptureFile(path, nowMs)
  open.push(opened.db)
  return opened
}

function planted(content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8)

function errorOf(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return toCaptureError(error)
  }
  return undefined
}

describe('the files of captures', () => {
  it('are for their owner alone', () => {
    openAt()
    expect(modeOf(dirname(path))).toBe('700')
    const files = readdirSync(dirname(path))
    expect(files.sort()).toEqual(['captures.db', 'captures.db-shm', 'captures.db-wal'])
    for (const file of files) expect(modeOf(join(dirname(path), file))).toBe('600')
  })

  it('has the present version once it is opened, and stays as it is the next time', () => {
    expect(versionOf(openAt().db)).toBe(migrations.length)
    expect(versionOf(openAt().db)).toBe(migrations.length)
  })
})

describe('migrations', () => {
  const steps = ['CREATE TABLE a (x)', 'ALTER TABLE a ADD COLUMN y', 'UPDATE a SET y = x * 2']

  it.each([0, 1, 2, 3])('take a file of version %i to the last, with what it holds', (from) => {
    const db = new Database(':memory:')
    open.push(db)
    migrate(db, 0, steps.slice(0, from))
    if (from > 0)
      db.exec(from === 3 ? 'INSERT INTO a VALUES (1, 2)' : 'INSERT INTO a (x) VALUES (1)')
    migrate(db, from, steps)
    expect(versionOf(db)).toBe(3)
    expect(db.prepare('SELECT x, y FROM a').all([])).toEqual(from === 0 ? [] : [{ x: 1, y: 2 }])
  })

  it('are taken whole or not at all', () => {
    const db = new Database(':memory:')
    open.push(db)
    expect(() => {
      migrate(db, 0, [...steps, 'no such statement'])
    }).toThrow('syntax')
    expect(versionOf(db)).toBe(0)
    expect(db.prepare("SELECT name FROM sqlite_master WHERE name = 'a'").all([])).toEqual([])
  })
})

describe('a file that cannot serve', () => {
  it('is refused, and stays byte by byte, when a newer Weir made it', () => {
    openAt().db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    const version = String(migrations.length + 1)
    open[0]?.exec(`PRAGMA user_version = ${version}`)
    open[0]?.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    open.pop()?.close()
    const before = readFileSync(path)
    expect(errorOf(() => openAt())).toMatchObject({
      code: 'conflict',
      params: { reason: 'captures-newer' },
    })
    expect(readFileSync(path)).toEqual(before)
    expect(readdirSync(dirname(path)).filter((name) => name.includes('unreadable'))).toEqual([])
  })

  it.each([
    ['not a database', Buffer.from('these are notes of somebody, not a database\n'.repeat(50))],
    [
      'damaged at its head',
      Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096, 0xab)]),
    ],
  ])('(%s) is kept aside byte by byte, and a new one begun', (_what, content) => {
    planted(content)
    const { setAside } = openAt(42)
    expect(setAside).toBe(`${path}.unreadable-42`)
    expect(readFileSync(`${path}.unreadable-42`)).toEqual(content)
    expect(modeOf(`${path}.unreadable-42`)).toBe('600')
    expect(openAt(43).setAside).toBeUndefined()
  })

  it('is not taken for damaged while another holds it locked', () => {
    openAt().db.exec('BEGIN EXCLUSIVE')
    open[0]?.exec('CREATE TABLE mine (x)')
    const other = new Database(path)
    other.exec('PRAGMA busy_timeout = 1')
    open.push(other)
    expect(errorOf(() => other.exec('CREATE TABLE theirs (x)'))).toMatchObject({
      code: 'conflict',
      retryable: true,
      params: { reason: 'captures-locked' },
    })
    open[0]?.exec('ROLLBACK')
  })

  it('is not taken for damaged when it is only new and empty', () => {
    planted('')
    expect(openAt().setAside).toBeUndefined()
    expect(existsSync(`${path}.unreadable-42`)).toBe(false)
  })

  it('is said to be out of reach where its folder cannot be made', () => {
    writeFileSync(join(folder, 'captures'), 'a file where the folder should be')
    expect(errorOf(() => openAt())).toMatchObject({ code: 'EEXIST' })
  })
})
