import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createPackageWithOptions } from '@electron/asar'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { checkContents } from './package-contents.mjs'

const FILES = [
  'package.json',
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'node_modules/libsql/package.json',
  'node_modules/@libsql/linux-x64-gnu/package.json',
  'node_modules/@libsql/linux-x64-gnu/index.node',
  'node_modules/fauxqs/package.json',
  'node_modules/kinesis-local/package.json',
  'node_modules/kinesis-local/main.js',
]

let folder
let app
let archive

async function pack(files) {
  const source = join(folder, 'source')
  for (const file of files) {
    await mkdir(join(source, dirname(file)), { recursive: true })
    await writeFile(join(source, file), `content of ${file}`)
  }
  const options = { unpack: '{**/*.node,**/kinesis-local/*}' }
  await createPackageWithOptions(source, archive, options)
}

/** Names of the assertions that do not hold. */
async function failures() {
  const failed = []
  await checkContents(async (name, verify) => {
    try {
      await verify()
    } catch {
      failed.push(name)
    }
  }, app)
  return failed
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-test-'))
  app = join(folder, 'app')
  archive = join(app, 'resources', 'app.asar')
  await mkdir(join(app, 'resources'), { recursive: true })
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
})
afterEach(() => rm(folder, { recursive: true }))

test('a whole package passes', async () => {
  await pack(FILES)
  expect(await failures()).toEqual([])
})

test('a changed byte is found, in the archive and beside it', async () => {
  await pack(FILES)
  const bytes = await readFile(archive)
  bytes[bytes.length - 1] ^= 1
  await writeFile(archive, bytes)
  const broken = 'every file in the archive agrees with its hash in the header'
  expect(await failures()).toEqual([broken])

  bytes[bytes.length - 1] ^= 1
  await writeFile(archive, bytes)
  const beside = `${archive}.unpacked/node_modules/@libsql/linux-x64-gnu/index.node`
  await writeFile(beside, 'another add-on')
  expect(await failures()).toEqual([broken])
})

test('sources inside, a missing package and a default app are found', async () => {
  await pack([...FILES.filter((file) => !file.includes('fauxqs')), 'src-main/index.ts'])
  await writeFile(join(app, 'resources', 'default_app.asar'), '')
  expect(await failures()).toEqual([
    'the archive holds no sources',
    'fauxqs is inside',
    "Electron's default app is not inside",
  ])
})
