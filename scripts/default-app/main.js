/**
 * What makes `electron path/to/app` work on the test runtime, whose maker removed Electron's own.
 * It must stay an ES module that awaits the app's entry: Electron holds back `ready` until this
 * module is evaluated. A CommonJS one could not wait for `import()`, and the app's
 * `protocol.registerSchemesAsPrivileged` would then come too late for any `app://` page.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const requireFromHere = createRequire(join(process.cwd(), 'electron'))

/** Reads the command line as Electron's own default app does: options first, then the app. */
function readArguments(argv) {
  const modules = []
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index]
    if (argument === '-v' || argument === '--version') return { version: true, modules }
    if (argument === '-r' || argument === '--require') {
      index += 1
      modules.push(argv[index])
    } else if (!argument.startsWith('-')) {
      return { version: false, modules, appFolder: resolve(argument) }
    }
  }
  return { version: false, modules }
}

/** The app's data folder: an explicit `--user-data-dir` wins, as on a packaged app. */
function userDataFolder() {
  const asked = app.commandLine.getSwitchValue('user-data-dir')
  return asked === '' ? join(app.getPath('appData'), app.name) : resolve(asked)
}

/** Gives Electron the app's identity and returns the file to run. */
function adoptApp(target) {
  const manifestFile = join(target, 'package.json')
  if (!existsSync(manifestFile)) {
    app.setAppPath(dirname(target))
    return requireFromHere.resolve(target)
  }
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'))
  const name = manifest.productName ?? manifest.name
  if (name) app.setName(name)
  if (manifest.version) app.setVersion(manifest.version)
  if (process.platform === 'linux')
    app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`)
  app.setAppPath(target)
  // Node resolves `main`, an index file and a missing extension.
  return requireFromHere.resolve(target)
}

/** Runs the app. Resolves once its entry, and whatever the entry awaits, is evaluated. */
async function run(target) {
  Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true })
  const entry = adoptApp(target)
  app.setPath('userData', userDataFolder())
  await import(pathToFileURL(entry).href)
}

const options = readArguments(process.argv.slice(1))
if (options.version) {
  process.stdout.write(`v${process.versions.electron}\n`)
  process.exit(0)
}
// Playwright hands its loader over with -r and expects it to have run before the app.
for (const module of options.modules) requireFromHere(module)
try {
  if (options.appFolder === undefined) throw new Error('usage: electron [options] path/to/app')
  await run(options.appFolder)
} catch (error) {
  // Electron would show a dialog here. Under a virtual display nobody could ever close it.
  console.error(error)
  process.exit(1)
}
