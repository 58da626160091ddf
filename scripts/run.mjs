/**
 * `node scripts/run.mjs start|dev|e2e|bench [arguments…]`: prepares Electron and a display, then
 * runs what was asked for with the project's own Node. Called through the scripts in package.json.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale, forgetBuild } from './app-build.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const BIN = join(ROOT, 'node_modules', '.bin')
/** On Windows `.bin/node` is a shell script, which cannot be spawned. */
const NODE =
  process.platform === 'win32'
    ? join(ROOT, 'node_modules', 'node', 'bin', 'node.exe')
    : join(BIN, 'node')

/** electron's installer and Vite need at least this. */
const isOldNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < 22 || (major === 22 && minor < 12)
}

/** Runs a program as if in our place: same terminal, signals passed on. Resolves with its exit code. */
function runInPlace(command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: 'inherit' })
    const forward = (signal) => {
      // A terminal's Ctrl+C reaches the child by itself; twice would skip its orderly end.
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward)
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}

/** What every child gets: which Electron, which Node, which display. */
function childEnvironment(electron, desktop) {
  const env = {
    ...process.env,
    ...desktop.env,
    PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`,
    // Electron 33's Node is too old for the sandbox's emulators: they run on this one.
    WEIR_NODE: NODE,
    WEIR_ELECTRON_EXECUTABLE: electron.executable,
    WEIR_ELECTRON_VERSION: electron.version,
    WEIR_ELECTRON_KIND: electron.kind,
    ELECTRON_EXEC_PATH: electron.executable,
  }
  // Where the pinned Electron is present nothing is overridden.
  delete env.ELECTRON_OVERRIDE_DIST_PATH
  if (electron.kind === 'test-runtime') env.ELECTRON_OVERRIDE_DIST_PATH = electron.distPath
  return env
}

/** Chromium refuses to run as root with its own sandbox; any other user keeps it. */
const rootOnlyFlags = () =>
  process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []

const bin = (...parts) => join(ROOT, 'node_modules', ...parts)
const viteBuild = (env) => () =>
  runInPlace(NODE, [bin('electron-vite', 'bin', 'electron-vite.js'), 'build'], env)

/** A task that needs the built app first. Its exit code is the build's if that fails. */
const afterBuild = (launch) => async (env, args) =>
  (await buildIfStale(ROOT, viteBuild(env))) || (await launch(env, args))

const tasks = {
  start: afterBuild((env, args) =>
    runInPlace(env.WEIR_ELECTRON_EXECUTABLE, [...rootOnlyFlags(), ROOT, ...args], env),
  ),
  dev: async (env, args) => {
    // The development build differs, and lands in the same folder.
    await forgetBuild(ROOT)
    const flags = rootOnlyFlags().length > 0 ? ['--noSandbox'] : []
    const program = bin('electron-vite', 'bin', 'electron-vite.js')
    return runInPlace(NODE, [program, 'dev', ...flags, ...args], env)
  },
  e2e: afterBuild((env, args) =>
    runInPlace(NODE, [bin('@playwright', 'test', 'cli.js'), 'test', ...args], env),
  ),
  bench: afterBuild((env, args) =>
    runInPlace(NODE, [join(ROOT, 'bench', 'main.ts'), ...args], env),
  ),
}

async function main([name, ...args]) {
  const task = Object.hasOwn(tasks, name ?? '') ? tasks[name] : undefined
  if (task === undefined) throw new Error('usage: node scripts/run.mjs start|dev|e2e|bench [args…]')
  if (!existsSync(NODE)) throw new Error(`${NODE} is missing: run npm ci first`)
  if (isOldNode()) return runInPlace(NODE, [fileURLToPath(import.meta.url), name, ...args])
  // Loaded here: their packages need the newer Node.
  const { ensureElectron } = await import('./electron-runtime.mjs')
  const { ensureDesktop } = await import('./linux-desktop.mjs')
  const electron = await ensureElectron()
  const desktop = await ensureDesktop(electron.executable)
  try {
    return await task(childEnvironment(electron, desktop), args)
  } finally {
    desktop.stop()
  }
}

try {
  process.exit(await main(process.argv.slice(2)))
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
