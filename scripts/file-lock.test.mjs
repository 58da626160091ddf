import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withFileLock } from './file-lock.mjs'

let folder
let lock
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-test-'))
  lock = join(folder, 'deeper', 'lock')
})
afterEach(() => rm(folder, { recursive: true }))

test('a task waits until the one before it has ended', async () => {
  const first = Promise.withResolvers()
  const waiting = withFileLock(lock, () => first.promise)
  await vi.waitFor(() => stat(lock), 10_000)
  const next = vi.fn(() => 'second')
  const following = withFileLock(lock, next)
  first.resolve('first')
  expect(await waiting).toBe('first')
  expect(next).not.toHaveBeenCalled()
  expect(await following).toBe('second')
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
