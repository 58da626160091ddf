import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { buildIfStale, forgetBuild } from './app-build.mjs'

const SOURCE = 'src-main/queues/queue.ts'
let root

async function write(name, ageSeconds = 0) {
  const file = join(root, name)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, '')
  const time = new Date(Date.now() - ageSeconds * 1000)
  for (let path = file; path !== root; path = dirname(path)) await utimes(path, time, time)
}

const build = vi.fn(async () => {
  for (const name of ['main/index.js', 'preload/index.cjs', 'renderer/index.html']) {
    await write(`out/${name}`)
  }
  return 0
})

beforeEach(async () => {
  build.mockClear()
  root = await mkdtemp(join(tmpdir(), 'weir-test-'))
  await write(SOURCE, 60)
})
afterEach(() => rm(root, { recursive: true }))

test('the app is built once, and again after a change', async () => {
  expect(await buildIfStale(root, build)).toBe(0)
  expect(await buildIfStale(root, build)).toBe(0)
  expect(build).toHaveBeenCalledTimes(1)

  await write('src-main/queues/another.ts')
  await buildIfStale(root, build)
  expect(build).toHaveBeenCalledTimes(2)
})

test('a removed source is a change', async () => {
  await buildIfStale(root, build)
  await rm(join(root, SOURCE))
  await buildIfStale(root, build)
  expect(build).toHaveBeenCalledTimes(2)
})

test('what changes during the build is built the next time', async () => {
  await buildIfStale(root, async () => {
    await write(SOURCE)
    return build()
  })
  await buildIfStale(root, build)
  expect(build).toHaveBeenCalledTimes(2)
})

test('a failed, a forgotten and an incomplete build do not count', async () => {
  expect(await buildIfStale(root, () => build().then(() => 3))).toBe(3)
  await buildIfStale(root, build)
  await forgetBuild(root)
  await buildIfStale(root, build)
  await rm(join(root, 'out/preload/index.cjs'))
  await buildIfStale(root, build)
  expect(build).toHaveBeenCalledTimes(4)
})
