/**
 * How a package behaves: it starts, shows its window and quits; and what the fuses forbid has no
 * effect. A copy of the executable with those fuses on shows that each attempt would work otherwise.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'

const SHOWN_MS = 30_000
const QUIT_MS = 10_000
/** A program that only prints a line and exits. */
const PRINT_MS = 15_000

/** An option that a packaged Electron accepts, and whose effect can be seen from within. */
const NODE_OPTIONS = '--max-http-header-size=1234'
/** An app of an attacker's, put where Electron looks for unpacked sources. */
const PLANTED_APP = `console.log('PLANTED ' + require('node:http').maxHeaderSize)
process.exit(0)
`

const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** Starts a program. Its output grows in `output`; `ended` resolves with exit code and signal. */
function start(executable, args, env) {
  const child = spawn(executable, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const running = { child, output: '', isOver: false }
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => (running.output += text))
  }
  running.ended = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: undefined, signal: error.message }))
    child.once('close', (code, signal) => resolve({ code, signal }))
  }).finally(() => (running.isOver = true))
  return running
}

/** Resolves with how the program ended, or kills it and throws. */
async function waitForEnd(running, limitMs) {
  const late = Symbol('late')
  const end = await Promise.race([running.ended, sleep(limitMs, late, { ref: false })])
  if (end !== late) return end
  running.child.kill('SIGKILL')
  await running.ended
  throw new Error(`still running after ${limitMs} ms; it said:\n${running.output}`)
}

/** Runs a program to its end and returns what it said. */
async function outputOf(executable, args, env) {
  const running = start(executable, args, env)
  await waitForEnd(running, PRINT_MS)
  return running.output
}

/** Waits until the app says, on its output or in its log, that its window is shown. */
async function waitForWindow(running, userData) {
  const deadline = Date.now() + SHOWN_MS
  while (Date.now() < deadline && !running.isOver) {
    const log = await readFile(join(userData, 'logs', 'main.log'), 'utf8').catch(() => '')
    if (`${running.output}${log}`.includes('window.shown')) return
    await sleep(50)
  }
  running.child.kill('SIGKILL')
  await running.ended
  throw new Error(`no window.shown within ${SHOWN_MS} ms; it said:\n${running.output}`)
}

async function quit(running) {
  running.child.kill('SIGTERM')
  const { code, signal } = await waitForEnd(running, QUIT_MS)
  assert.equal(code, 0, `exit code ${code}, signal ${signal}; it said:\n${running.output}`)
}

/** A copy of the executable with other fuses, beside it so that it finds the same resources. */
async function copyWithFuses({ app, executable }, name, fuses) {
  const copy = join(app, name)
  await copyFile(executable, copy)
  await flipFuses(copy, { version: FuseVersion.V1, ...fuses })
  return copy
}

async function checkCleanRun(check, { executable, folder, env }) {
  const userData = join(folder, 'user-data-clean')
  const args = [...flags, `--user-data-dir=${userData}`]
  const started = Date.now()
  let running
  await check('the packaged app shows its window', async () => {
    running = start(executable, args, env)
    await waitForWindow(running, userData)
    return `${Date.now() - started} ms`
  })
  await check('asked to quit, it ends with exit code 0', async () => {
    assert.ok(running !== undefined && !running.isOver, 'it is not running')
    const asked = Date.now()
    await quit(running)
    return `${Date.now() - asked} ms`
  })
}

/** The real executable among everything an attacker could set from outside, all at once. */
async function checkHostileRun(check, { executable, folder, env }) {
  const userData = join(folder, 'user-data-hostile')
  const hostile = { ...env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS }
  const args = [...flags, '--inspect=0', `--user-data-dir=${userData}`]
  let said = ''
  await check(
    'it starts as itself with ELECTRON_RUN_AS_NODE, NODE_OPTIONS, --inspect',
    async () => {
      const running = start(executable, args, hostile)
      await waitForWindow(running, userData)
      await quit(running)
      said = running.output
      assert.doesNotMatch(said, /PLANTED/)
    },
  )
  await check('--inspect opens no debugger', () => {
    assert.ok(said !== '', 'it did not run')
    assert.doesNotMatch(said, /Debugger listening/)
  })
}

/**
 * The same attempts with the archive away, as only then Electron considers unpacked sources: they
 * are what can look from within. `probe` accepts them, its other fuses are those of the package.
 */
async function checkProbes(check, { executable, probe, control, env }) {
  const asNode = { ...env, ELECTRON_RUN_AS_NODE: '1' }
  const print = ['-p', "'AS' + '-NODE'"]
  const options = { ...env, NODE_OPTIONS }
  await check('unpacked sources are not loaded', async () => {
    const running = start(executable, flags, env)
    const { code } = await waitForEnd(running, PRINT_MS)
    assert.doesNotMatch(running.output, /PLANTED/)
    assert.notEqual(code, 0, 'it ended as if it had found an app')
  })
  await check('ELECTRON_RUN_AS_NODE has no effect', async () => {
    const said = await outputOf(probe, [...flags, ...print], asNode)
    assert.match(said, /PLANTED/)
    assert.doesNotMatch(said, /AS-NODE/)
  })
  await check('NODE_OPTIONS has no effect', async () => {
    assert.match(await outputOf(probe, flags, options), /PLANTED 16384/)
  })
  await check(
    'control: with the fuses the other way, each of these attempts succeeds',
    async () => {
      assert.match(await outputOf(control, print, asNode), /AS-NODE/)
      const said = await outputOf(control, [...flags, '--inspect=0'], options)
      assert.match(said, /PLANTED 1234/)
      assert.match(said, /Debugger listening/)
    },
  )
}

async function plantApp(folder) {
  await mkdir(folder)
  await writeFile(join(folder, 'package.json'), '{ "name": "planted", "main": "main.cjs" }')
  await writeFile(join(folder, 'main.cjs'), PLANTED_APP)
}

/** All assertions about a package that runs. They leave the package unusable. */
export async function checkBehaviour(check, target) {
  await checkCleanRun(check, target)
  const resources = join(target.app, 'resources')
  await plantApp(join(resources, 'app'))
  await checkHostileRun(check, target)
  const probe = await copyWithFuses(target, 'probe', { [FuseV1Options.OnlyLoadAppFromAsar]: false })
  const control = await copyWithFuses(target, 'control', {
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  await rename(join(resources, 'app.asar'), join(resources, 'archive-put-aside'))
  await checkProbes(check, { ...target, probe, control })
}
