/**
 * Makes sure a Linux machine can show Electron's window: shared libraries, fonts, and a display,
 * a virtual one where there is none. Elsewhere there is nothing to do.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The Debian package of each library that Electron links. Debian 13 and Ubuntu 24.04 renamed some
 * with a t64 suffix (64-bit time): of several names the first that the machine knows is taken.
 */
const LIBRARY_PACKAGES = {
  'libasound.so.2': ['libasound2t64', 'libasound2'],
  'libatk-1.0.so.0': ['libatk1.0-0t64', 'libatk1.0-0'],
  'libatk-bridge-2.0.so.0': ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  'libatspi.so.0': ['libatspi2.0-0t64', 'libatspi2.0-0'],
  'libcairo.so.2': ['libcairo2'],
  'libcups.so.2': ['libcups2t64', 'libcups2'],
  'libdbus-1.so.3': ['libdbus-1-3'],
  'libdrm.so.2': ['libdrm2'],
  'libexpat.so.1': ['libexpat1'],
  'libgbm.so.1': ['libgbm1'],
  'libgio-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libglib-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgobject-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgtk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libnspr4.so': ['libnspr4'],
  'libnss3.so': ['libnss3'],
  'libnssutil3.so': ['libnss3'],
  'libpango-1.0.so.0': ['libpango-1.0-0'],
  'libsmime3.so': ['libnss3'],
  'libudev.so.1': ['libudev1'],
  'libX11.so.6': ['libx11-6'],
  'libxcb.so.1': ['libxcb1'],
  'libXcomposite.so.1': ['libxcomposite1'],
  'libXdamage.so.1': ['libxdamage1'],
  'libXext.so.6': ['libxext6'],
  'libXfixes.so.3': ['libxfixes3'],
  'libxkbcommon.so.0': ['libxkbcommon0'],
  'libXrandr.so.2': ['libxrandr2'],
  'libXss.so.1': ['libxss1'],
  'libXtst.so.6': ['libxtst6'],
}

const FONTS = [
  { package: 'fonts-dejavu-core', file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf' },
  { package: 'fonts-noto-cjk', file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc' },
]

/** Large enough for the windows of a wide desktop. */
const SCREEN = '2560x1440x24'
const XVFB_READY_MS = 15_000

const say = (line) => console.error(`[desktop] ${line}`)

const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

function findProgram(name) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file))
}

/** Library names that `ldd` printed as not found, each once. */
export function parseMissingLibraries(lddOutput) {
  const names = [...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])
  return [...new Set(names)]
}

/** What is missing, each as the names its package may have, and what could not be matched. */
export function toPackageChoices(libraries) {
  const choices = libraries.map((name) => LIBRARY_PACKAGES[name] ?? [])
  const unknown = libraries.filter((name) => LIBRARY_PACKAGES[name] === undefined)
  return { choices: choices.filter((names) => names.length > 0), unknown }
}

function findMissing(executable) {
  const ldd = spawnSync('ldd', [executable], { encoding: 'utf8' })
  const { choices, unknown } = toPackageChoices(parseMissingLibraries(ldd.stdout ?? ''))
  if (!hasDisplay() && findProgram('Xvfb') === undefined) choices.push(['xvfb'])
  const fonts = FONTS.filter(({ file }) => !existsSync(file)).map((font) => [font.package])
  return { needed: choices, fonts, unknown }
}

const isKnownToApt = (name) => {
  const policy = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' })
  return /Candidate: (?!\(none\))/.test(policy.stdout ?? '')
}

/** Picks one name of each choice. */
export function pickPackages(choices, isKnown) {
  const picked = choices.map((names) => names.find((name) => isKnown(name)) ?? names.at(-1))
  return [...new Set(picked)]
}

function apt(...args) {
  // Only our result goes to stdout; apt's chatter is for the reader of the log.
  const options = {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  return spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], options).status === 0
}

function install(choices) {
  // Another apt run may hold the lock, or a mirror may fail for a moment: one more try.
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    apt('update')
    const packages = pickPackages(choices, isKnownToApt)
    say(`installing ${packages.join(' ')}`)
    const wait = ['-o', 'DPkg::Lock::Timeout=120']
    if (apt(...wait, 'install', '-y', '--no-install-recommends', ...packages)) return
  }
}

function assertNothingNeeded({ needed, unknown }) {
  if (needed.length === 0 && unknown.length === 0) return
  const packages = pickPackages(needed, isKnownToApt)
  const lines = ["This machine lacks what Electron's window needs."]
  if (unknown.length > 0) lines.push(`Libraries missing: ${unknown.join(' ')}`)
  if (packages.length > 0) {
    const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
    lines.push('On Debian or Ubuntu:', `  sudo apt-get update && sudo ${command}`)
  }
  throw new Error(lines.join('\n'))
}

function ensurePackages(executable) {
  let missing = findMissing(executable)
  const wanted = [...missing.needed, ...missing.fonts]
  const mayInstall = process.getuid?.() === 0 && findProgram('apt-get') !== undefined
  if (wanted.length > 0 && mayInstall) {
    install(wanted)
    missing = findMissing(executable)
  }
  assertNothingNeeded(missing)
  // Other fonts may serve as well: their lack is worth a word, not a refusal.
  const fonts = missing.fonts.flat().join(' ')
  if (fonts !== '') say(`for text as in the screenshots, Korean too, install: ${fonts}`)
}

/** Starts a virtual display and resolves with its name (":99") and how to end it. */
export function startVirtualDisplay() {
  // Descriptor 3: Xvfb picks a free number itself and writes it there once it takes connections.
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp']
  const child = spawn('Xvfb', args, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    // A group of its own: a terminal's Ctrl+C must reach the app before its display goes.
    detached: true,
  })
  let problems = ''
  child.stderr.on('data', (chunk) => (problems += chunk))
  const stop = () => child.kill()
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`Xvfb did not start: ${why}\n${problems}`))
    const late = setTimeout(() => fail('no answer') || stop(), XVFB_READY_MS)
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`exit ${code}`))
    child.stdio[3].once('data', (chunk) => {
      clearTimeout(late)
      child.removeAllListeners('exit')
      // It must not keep this process alive, and must not outlive it.
      for (const each of [child, child.stderr, child.stdio[3]]) each.unref()
      process.once('exit', stop)
      resolve({ display: `:${String(chunk).trim()}`, stop })
    })
  })
}

/** One after the other: two that look for a free number at once may take the same. */
async function startVirtualDisplays(count) {
  const started = []
  while (started.length < count) started.push(await startVirtualDisplay())
  const names = started.map(({ display }) => display)
  say(`no display: Weir runs on a virtual one (Xvfb ${names.join(', ')})`)
  return {
    env: { DISPLAY: names[0], WEIR_DISPLAYS: names.join(',') },
    stop: () => started.forEach(({ stop }) => stop()),
  }
}

/**
 * Installs or asks for what the executable needs, and returns the environment to run it in and
 * `stop()` for the virtual displays, which also end with this process. `WEIR_DISPLAYS` names them
 * all; where there is a real one it is not set.
 */
export async function ensureDesktop(executable, displays = 1) {
  if (process.platform !== 'linux') return { env: {}, stop: () => undefined }
  ensurePackages(executable)
  if (process.env.DISPLAY) return { env: {}, stop: () => undefined }
  // Electron 33 takes X11 unless told to look; newer ones look by themselves.
  if (hasDisplay()) return { env: { ELECTRON_OZONE_PLATFORM_HINT: 'auto' }, stop: () => undefined }
  return startVirtualDisplays(displays)
}
