import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withFileLock } from './file-lock.mjs'

let folder
let lock
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-test-'))
  lock = join(folder, 'deeper', 'lock')
})
afterEach(() => rm(folder, { recursive: true }))

test('tasks under the same lock run one after the other', async () => {
  const events = []
  const task = (name) => async () => {
    events.push(`${name} starts`)
    await sleep(20)
    events.push(`${name} ends`)
    return name
  }
  const results = await Promise.all([withFileLock(lock, task('a')), withFileLock(lock, task('b'))])
  expect(results.sort()).toEqual(['a', 'b'])
  expect(events[1]).toBe(events[0].replace('starts', 'ends'))
})

test('the lock is given back when the task fails', async () => {
  const failing = withFileLock(lock, () => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  await expect(stat(lock)).rejects.toThrow('ENOENT')
})

test('a lock whose holder is gone is taken over', async () => {
  await withFileLock(lock, () => undefined)
  await writeFile(lock, '1')
  const longAgo = new Date(Date.now() - 60_000)
  await utimes(lock, longAgo, longAgo)
  expect(await withFileLock(lock, () => 'mine')).toBe('mine')
})
