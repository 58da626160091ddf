import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cacheFolder, findPinned } from './electron-runtime.mjs'

let folder
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-test-'))
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'package.json'), '{ "version": "45.4.1" }')
})
afterEach(() => rm(folder, { recursive: true }))

test('the pinned Electron is found once its installer reached its end', async () => {
  await writeFile(join(folder, 'dist', 'version'), 'v45.4.1\n')
  await writeFile(join(folder, 'dist', 'electron'), '')
  expect(findPinned(folder)).toBeUndefined()

  await writeFile(join(folder, 'path.txt'), 'electron')
  expect(findPinned(folder)).toEqual({
    distPath: join(folder, 'dist'),
    executable: join(folder, 'dist', 'electron'),
    version: '45.4.1',
    kind: 'pinned',
  })
})

test('a binary of another version than the package is not the pinned one', async () => {
  await writeFile(join(folder, 'dist', 'version'), '44.0.0')
  await writeFile(join(folder, 'dist', 'electron'), '')
  await writeFile(join(folder, 'path.txt'), 'electron')
  expect(findPinned(folder)).toBeUndefined()
})

test('the cache is where the environment says', () => {
  vi.stubEnv('XDG_CACHE_HOME', '/xdg')
  vi.stubEnv('WEIR_CACHE', '')
  expect(cacheFolder()).toBe(join('/xdg', 'weir'))
  vi.stubEnv('WEIR_CACHE', '/own')
  expect(cacheFolder()).toBe('/own')
})
