import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectionIdSchema } from '#contract'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { openJournalDatabase } from './journal-database.ts'
import { Journal } from './journal.ts'
import type { JournalOptions } from './journal.ts'

const workerUrl = new URL('./journal-worker.ts', import.meta.url)
const onSetAside = vi.fn<(path: string) => void>()
let folder: string
let path: string
let journals: Journal[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-journal-'))
  path = join(folder, 'journal', 'journal.db')
  journals = []
  onSetAside.mockReset()
})
afterEach(async () => {
  await Promise.all(journals.map((journal) => journal.dispose()))
  rmSync(folder, { recursive: true })
})

function open(change: Partial<JournalOptions> = {}): Journal {
  const clock = createSteppedClock(1_763_800_000_000)
  const journal = new Journal({ path, workerUrl, clock, onSetAside, ...change })
  journals.push(journal)
  return journal
}

/** What is in the file, asked by somebody else. */
function onDisk() {
  const { database } = openJournalDatabase(path, 0)
  const { entries } = database.list({ limit: 100 })
  database.close()
  return entries
}

const entry = {
  connectionId: connectionIdSchema.parse('c-1'),
  connectionName: 'one',
  operation: 'messages.send',
  effect: 'write',
  target: 'orders',
} as const

/** A thread that dies at the first entry, and the next time does its work: it leaves a mark of the first. */
function dyingWorker(how: string): URL {
  const mark = JSON.stringify(join(folder, 'mark'))
  const file = join(folder, 'dying-worker.mjs')
  writeFileSync(
    file,
    `import { existsSync, writeFileSync } from 'node:fs'
     import { parentPort } from 'node:worker_threads'
     if (existsSync(${mark})) await import(${JSON.stringify(workerUrl.href)})
     else parentPort.on('message', () => { writeFileSync(${mark}, ''); ${how} })`,
  )
  return pathToFileURL(file)
}

describe('the journal', () => {
  it('has an entry on disk when begin resolves', async () => {
    const id = await open().begin(entry)
    expect(onDisk()).toEqual([{ ...entry, id, atMs: 1_763_800_000_000, outcome: 'started' }])
  })

  it('has its outcome on disk when end resolves', async () => {
    const journal = open()
    const id = await journal.begin(entry)
    await journal.end(id, { outcome: 'failed', code: 'throttled' })
    expect(onDisk()).toMatchObject([{ id, outcome: 'failed', code: 'throttled' }])
  })

  it('keeps the order of many calls at once, and lists them page by page', async () => {
    const journal = open()
    const ids = await Promise.all(Array.from({ length: 50 }, () => journal.begin(entry)))
    expect(ids).toEqual(ids.toSorted((a, b) => a - b))
    const { entries, total } = await journal.list({ limit: 2, beforeId: ids[10] })
    expect(entries.map(({ id }) => id)).toEqual([ids[9], ids[8]])
    expect(total).toBe(50)
  })

  it('touches no file before it is asked anything', async () => {
    await open().dispose()
    expect(() => readFileSync(path)).toThrow('ENOENT')
  })

  it('is on disk after it was ended', async () => {
    const journal = open()
    await journal.begin(entry)
    await journal.dispose()
    expect(onDisk()).toHaveLength(1)
    await journal.dispose()
  })

  it('ends, although its thread is gone in the moment of its last answer', async () => {
    const file = join(folder, 'hasty-worker.mjs')
    writeFileSync(
      file,
      `import { parentPort } from 'node:worker_threads'
       parentPort.on('message', ({ id, ask }) => {
         parentPort.postMessage({ id, value: { entries: [], total: 0 } })
         if (ask === 'close') process.exit()
       })`,
    )
    // Ten, since which of answer and end is heard first is for the system to say.
    const hasty = Array.from({ length: 10 }, () => open({ workerUrl: pathToFileURL(file) }))
    await Promise.all(hasty.map((journal) => journal.list({ limit: 1 })))
    const ends = await Promise.allSettled(hasty.map((journal) => journal.dispose()))
    expect(ends.filter(({ status }) => status === 'rejected')).toEqual([])
  })

  it('tells of a damaged file that was put aside', async () => {
    mkdirSync(dirname(path), { recursive: true })
    const content =
      'not a database, though it is as long as a header of one is, and longer: '.repeat(9)
    writeFileSync(path, content)
    await open().begin(entry)
    expect(onSetAside.mock.calls).toEqual([[`${path}.unreadable-1763800000000`]])
    expect(readFileSync(`${path}.unreadable-1763800000000`, 'utf8')).toBe(content)
  })
})

describe('when an entry cannot be written', () => {
  it('says so, and goes on with the next', async () => {
    const journal = open()
    const wrong = { ...entry, target: undefined } as unknown as typeof entry // what a caller without types might give
    await expect(journal.begin(wrong)).rejects.toMatchObject({
      code: 'unexpected',
      params: { kind: 'journal' },
    })
    await journal.begin(entry)
    expect(onDisk()).toHaveLength(1)
  })

  it('says so when the folder cannot be made, each time anew', async () => {
    writeFileSync(join(folder, 'journal'), 'a file where the folder should be')
    const journal = open()
    for (let time = 0; time < 3; time += 1)
      await expect(journal.begin(entry)).rejects.toMatchObject({ code: 'unexpected' })
  })
})

describe.each([
  ['throws', "throw new Error('broken')"],
  ['exits', 'process.exit(3)'],
])('a thread that %s', (_how, how) => {
  it('fails whoever waits, and the next call works', async () => {
    const journal = open({ workerUrl: dyingWorker(how) })
    const waiting = [journal.begin(entry), journal.list({ limit: 1 }), journal.begin(entry)]
    const settled = await Promise.allSettled(waiting)
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    const id = await journal.begin(entry)
    expect(onDisk().map((each) => each.id)).toEqual([id])
  })

  it('takes no later thread down with it', async () => {
    const journal = open({ workerUrl: dyingWorker(how) })
    // Asked again at once, before the first thread is wholly gone.
    const id = await journal.begin(entry).catch(() => journal.begin(entry))
    const next = await journal.begin(entry)
    expect(onDisk().map((each) => each.id)).toEqual([next, id])
  })
})
