import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, BrowserWindow, session } from 'electron'
import type { About } from '#contract'
import type { Weir } from '../compose.ts'
import { systemClock } from '../lib/clock.ts'
import { openJsonFile } from '../lib/json-file.ts'
import type { Log } from '../lib/log.ts'
import type { Port } from '../rpc/serve-port.ts'
import { SandboxSupervisor } from '../sandbox/supervisor.ts'
import { serveApp } from './app-scheme.ts'
import { openDesktopLog } from './desktop-log.ts'
import { chooseExistingFile, chooseFile } from './choose-file.ts'
import { Door } from './door.ts'
import { failToStart } from './fatal.ts'
import { openMainWindow } from './main-window.ts'
import { quitInOrder } from './orderly-quit.ts'
import { appOrigin } from './page-file.ts'
import { restrictPermissions } from './permissions.ts'
import { startSandboxProcess } from './sandbox-process.ts'
import { systemCipher } from './system-cipher.ts'
import { newWindowState, windowStateSchema } from './window-state.ts'

/** In development the page comes from the dev server, which only an unpackaged Weir believes. */
function findDevServer(): string | undefined {
  return app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
}

function about(): Omit<About, 'notices'> {
  const { electron, chrome, node } = process.versions
  return {
    version: app.getVersion(),
    runtime: { electron, chrome, node },
    runtimeKind: process.env['WEIR_ELECTRON_KIND'] === 'test-runtime' ? 'test-runtime' : 'pinned',
    platform: process.platform,
    locale: app.getLocale(),
  }
}

function openSandbox(log: Log, folder: string, out: string): SandboxSupervisor {
  const program = { path: join(out, 'main', 'sandbox.js'), dataFolder: join(folder, 'sandbox') }
  return new SandboxSupervisor({
    clock: systemClock,
    log,
    start: () => startSandboxProcess(program),
  })
}

interface Parts {
  out: string
  folder: string
  log: Log
  sandbox: SandboxSupervisor
}

/**
 * The sandbox is started by whoever first asks something of it. Where nobody does, as on another connection, it starts
 * this much later all the same, so that it does not compete with the first rows for two cores.
 */
const sandboxDelayMs = 1_500

/** Loaded when the page asks for its port, which it does once its shell stands: the first paint needs none of it. */
async function composeWeir({ out, folder, log, sandbox }: Parts): Promise<Weir> {
  const { compose } = await import('../compose.ts')
  void systemClock.sleep(sandboxDelayMs).then(() => {
    sandbox.start()
  })
  return compose({
    folder,
    log,
    sandbox,
    clock: systemClock,
    random: Math.random,
    about: about(),
    chooseFile,
    chooseExistingFile,
    cipher: systemCipher,
    journalWorkerUrl: pathToFileURL(join(out, 'main', 'journal-worker.js')),
    expressionWorkerUrl: pathToFileURL(join(out, 'main', 'expression-worker.js')),
    captureWorkerUrl: pathToFileURL(join(out, 'main', 'capture-worker.js')),
    moveWorkerUrl: pathToFileURL(join(out, 'main', 'move-worker.js')),
    checkAnswers: !app.isPackaged,
  })
}

async function serve(port: Port, composing: Promise<Weir>, log: Log): Promise<void> {
  const [{ servePort }, weir] = await Promise.all([import('../rpc/serve-port.ts'), composing])
  servePort(port, weir.router, log)
}

function openWindow({ out, folder, log }: Parts, door: Door): void {
  const state = openJsonFile({
    folder,
    name: 'window',
    schema: windowStateSchema,
    initial: newWindowState,
    nowMs: () => Date.now(),
    // Only a place on the screen is lost.
    onSetAside: (path) => {
      log.warn('file.set-aside', { path })
    },
  })
  const preload = join(out, 'preload', 'index.cjs')
  const window = openMainWindow({ pageUrl: findDevServer() ?? `${appOrigin}/`, preload, state })
  door.admit(window)
  window.webContents.once('did-finish-load', () => {
    log.info('window.shown', { electron: process.versions.electron })
  })
}

/** Everything after `ready`: the window first, the rest while its page loads. */
export function startDesktop(out: string): void {
  const folder = app.getPath('userData')
  const log = openDesktopLog(folder)
  serveApp(join(out, 'renderer'))
  restrictPermissions(session.defaultSession)
  const sandbox = openSandbox(log, folder, out)
  const parts = { out, folder, log, sandbox }
  let weir: Promise<Weir> | undefined
  const dev = findDevServer()
  const origins = dev === undefined ? [appOrigin] : [appOrigin, new URL(dev).origin]
  const onPort = (port: Port): void => {
    weir ??= composeWeir(parts)
    serve(port, weir, log).catch(failToStart)
  }
  const door = new Door({ origins, log, onPort })
  openWindow(parts, door)
  quitInOrder(log, async () => {
    // The sandbox goes last: what is held of its queues is returned first.
    try {
      await weir?.then((each) => each.dispose())
    } finally {
      await sandbox.dispose()
    }
  })
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow(parts, door)
  })
}
