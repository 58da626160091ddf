/** Builds the app into out/ when its sources changed, once for all who ask at the same time. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withFileLock } from './file-lock.mjs'

const SOURCES = [
  'src-main',
  'src-renderer',
  'resources',
  'electron.vite.config.ts',
  'package-lock.json',
]
const OUTPUTS = ['main/index.js', 'preload/index.cjs', 'renderer/index.html']

const stampFile = (root) => join(root, 'out', '.built')
const modified = async (file) => (await stat(file).catch(() => undefined))?.mtimeMs

/** The latest change in a file or folder. Folders count: theirs tells of a file removed. */
async function latestChange(path) {
  const entries = await readdir(path, { recursive: true }).catch(() => [])
  const times = await Promise.all(['.', ...entries].map((name) => modified(join(path, name))))
  return Math.max(0, ...times.filter((time) => time !== undefined))
}

/** Whether out/ holds a build that ended well and is newer than everything it is made from. */
export async function isFresh(root) {
  const built = await modified(stampFile(root))
  if (built === undefined) return false
  const outputs = await Promise.all(OUTPUTS.map((name) => modified(join(root, 'out', name))))
  if (outputs.includes(undefined)) return false
  const changes = await Promise.all(SOURCES.map((name) => latestChange(join(root, name))))
  return Math.max(...changes) < built
}

export const forgetBuild = (root) => rm(stampFile(root), { force: true })

/** Runs `build`, which resolves with an exit code, unless out/ is fresh. Returns that code, or 0. */
export async function buildIfStale(root, build) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  return withFileLock(join(tmpdir(), `weir-build-${name}.lock`), async () => {
    if (await isFresh(root)) return 0
    await forgetBuild(root)
    const started = new Date()
    const code = await build()
    if (code !== 0) return code
    await mkdir(join(root, 'out'), { recursive: true })
    await writeFile(stampFile(root), '')
    // The build's start, not its end: what changed meanwhile is not in it.
    await utimes(stampFile(root), started, started)
    return 0
  })
}
