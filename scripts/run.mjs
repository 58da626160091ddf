/**
 * `node scripts/run.mjs start|dev|e2e|bench [arguments…]`: prepares Electron and a display, then
 * runs what was asked for with the project's own Node. Called through the scripts in package.json.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale, forgetBuild } from './app-build.mjs'
import { NODE, ROOT, assertInstalled, isOldNode } from './project-node.mjs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const exitCodeOf = (signal) => 128 + constants.signals[signal]

/** Runs a program as if in our place: same terminal, signals passed on. Resolves with its exit code. */
function runInPlace(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options })
    const forward = (signal) => {
      // A terminal's Ctrl+C reaches the child by itself; twice would skip its orderly end.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    for (const signal of SIGNALS) process.prependListener(signal, forward)
    const settle = (conclude) => {
      for (const signal of SIGNALS) process.off(signal, forward)
      conclude()
    }
    child.once('error', (error) => settle(() => reject(error)))
    child.once('exit', (code, signal) => settle(() => resolve(code ?? exitCodeOf(signal))))
  })
}

/** Between two children a signal ends us, in order, so that the virtual display ends too. */
function endOnSignals() {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(exitCodeOf(signal))
    })
  }
}

/** One for each of Playwright's workers, see playwright.config.ts: two for two cores, and one for what mostly waits. */
const E2E_DISPLAYS = 3

/** What every child gets: which Electron, which Node, which display. */
function childEnvironment(electron, desktop) {
  const env = {
    ...process.env,
    ...desktop.env,
    PATH: `${dirname(NODE)}${delimiter}${process.env.PATH ?? ''}`,
    // Electron 33's Node is too old for the sandbox's emulators: they run on this one.
    WEIR_NODE: NODE,
    WEIR_ELECTRON_EXECUTABLE: electron.executable,
    WEIR_ELECTRON_VERSION: electron.version,
    WEIR_ELECTRON_KIND: electron.kind,
    // electron-vite's name for it.
    ELECTRON_EXEC_PATH: electron.executable,
  }
  // Where the pinned Electron is present nothing is overridden.
  delete env.ELECTRON_OVERRIDE_DIST_PATH
  if (electron.kind === 'test-runtime') env.ELECTRON_OVERRIDE_DIST_PATH = electron.distPath
  return env
}

/** Chromium refuses to run as root with its own sandbox; any other user keeps it. */
const isLinuxRoot = () => process.platform === 'linux' && process.getuid() === 0

const program = (...parts) => join(ROOT, 'node_modules', ...parts)
const ELECTRON_VITE = program('electron-vite', 'bin', 'electron-vite.js')

/** A task that needs the built app first. Its exit code is the build's if that fails. */
const afterBuild = (launch) => async (env, args) => {
  // What the build says goes to stderr: stdout belongs to the task, whose lines may be parsed.
  const stdio = ['inherit', 2, 2]
  const build = () => runInPlace(NODE, [ELECTRON_VITE, 'build'], { env, stdio })
  return (await buildIfStale(ROOT, build)) || launch(env, args)
}

const tasks = {
  start: afterBuild((env, args) => {
    const flags = isLinuxRoot() ? ['--no-sandbox'] : []
    return runInPlace(env.WEIR_ELECTRON_EXECUTABLE, [...flags, ROOT, ...args], { env })
  }),
  dev: async (env, args) => {
    // The development build differs, and lands in the same folder.
    await forgetBuild(ROOT)
    const flags = isLinuxRoot() ? ['--noSandbox'] : []
    return runInPlace(NODE, [ELECTRON_VITE, 'dev', ...flags, ...args], { env })
  },
  e2e: afterBuild((env, args) =>
    runInPlace(NODE, [program('@playwright', 'test', 'cli.js'), 'test', ...args], { env }),
  ),
  bench: afterBuild((env, args) =>
    runInPlace(NODE, [join(ROOT, 'bench', 'main.ts'), ...args], { env }),
  ),
}

async function main([name, ...args]) {
  const task = Object.hasOwn(tasks, name ?? '') ? tasks[name] : undefined
  if (task === undefined) throw new Error('usage: node scripts/run.mjs start|dev|e2e|bench [args…]')
  assertInstalled()
  if (isOldNode()) return runInPlace(NODE, [fileURLToPath(import.meta.url), name, ...args])
  endOnSignals()
  // Loaded here: what they import need not load on the older Node.
  const { ensureElectron } = await import('./electron-runtime.mjs')
  const { ensureDesktop } = await import('./linux-desktop.mjs')
  const electron = await ensureElectron()
  const desktop = await ensureDesktop(electron.executable, name === 'e2e' ? E2E_DISPLAYS : 1)
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
