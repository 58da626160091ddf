/**
 * `node scripts/package-proof.mjs [project folder]`: makes a throw-away package of the built app
 * outside the repository, on whatever Electron this machine has, and proves what must hold of every
 * package. Prints a line per assertion, then `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './app-build.mjs'
import { checkContents, checkFuses } from './package-contents.mjs'
import { checkBehaviour } from './package-behaviour.mjs'
import { NODE, ROOT, assertInstalled, isOldNode } from './project-node.mjs'

const tally = { passed: 0, failed: 0 }

/** One assertion: `verify` throws if it does not hold, and may return a detail to print. */
async function check(name, verify) {
  try {
    const detail = await verify()
    tally.passed += 1
    console.log(`ok      ${name}${detail ? ` (${detail})` : ''}`)
  } catch (error) {
    tally.failed += 1
    const [reason, ...rest] = error.message.split('\n')
    console.log(`FAILED  ${name}: ${reason}`)
    // What a program said before it failed, for whoever has to find out why.
    if (rest.length > 0) console.error(rest.join('\n'))
  }
}

/** Runs a Node program quietly: its output is shown only if it fails. */
function runQuietly(args) {
  return new Promise((done, fail) => {
    const child = spawn(NODE, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
    child.once('error', fail)
    child.once('exit', (code) => {
      if (code !== 0) console.error(output)
      done(code ?? 1)
    })
  })
}

/** The project's own configuration, with only the Electron and the output folder replaced. */
async function writeProofConfig(folder, electron) {
  const own = new URL('../electron-builder.config.mjs', import.meta.url)
  const overrides = {
    electronDist: electron.distPath,
    electronVersion: electron.version,
    directories: { output: join(folder, 'dist'), buildResources: join(ROOT, 'resources') },
  }
  const file = join(folder, 'electron-builder.proof.mjs')
  await writeFile(
    file,
    `import own from ${JSON.stringify(own.href)}\n` +
      `export default { ...own, ...${JSON.stringify(overrides)} }\n`,
  )
  return file
}

async function makePackage({ project, electron, folder }) {
  const builder = join(ROOT, 'node_modules', 'electron-builder', 'cli.js')
  const config = await writeProofConfig(folder, electron)
  const code = await runQuietly([builder, '--dir', '--projectDir', project, '--config', config])
  if (code !== 0) throw new Error(`electron-builder ended with ${code}`)
  return join(folder, 'dist', 'linux-unpacked')
}

async function prove(project, folder) {
  const { ensureElectron } = await import('./electron-runtime.mjs')
  const { ensureDesktop } = await import('./linux-desktop.mjs')
  const electron = await ensureElectron()
  const desktop = await ensureDesktop(electron.executable)
  try {
    const app = await makePackage({ project, electron, folder })
    const executable = join(app, 'weir')
    await checkFuses(check, executable)
    await checkContents(check, app)
    await checkBehaviour(check, {
      app,
      executable,
      folder,
      env: { ...process.env, ...desktop.env },
    })
  } finally {
    desktop.stop()
  }
}

async function main() {
  assertInstalled()
  if (isOldNode()) {
    const child = spawn(NODE, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
    })
    return new Promise((done) => child.once('exit', (code) => done(code ?? 1)))
  }
  if (process.platform !== 'linux') throw new Error('this proof is written for Linux')
  const project = resolve(process.argv[2] ?? ROOT)
  const vite = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const built = project === ROOT ? await buildIfStale(ROOT, () => runQuietly([vite, 'build'])) : 0
  if (built !== 0) throw new Error('the app does not build')
  const folder = await mkdtemp(join(tmpdir(), 'weir-package-'))
  try {
    await prove(project, folder)
  } finally {
    if (!process.env.WEIR_KEEP_PACKAGE) await rm(folder, { recursive: true, force: true })
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`)
  return tally.failed === 0 ? 0 : 1
}

try {
  process.exit(await main())
} catch (error) {
  console.error(error.message)
  console.log(`${tally.passed} passed, ${tally.failed + 1} failed`)
  process.exit(1)
}
