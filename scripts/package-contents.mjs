/** What a package holds: its fuses, its archive's hashes, its files. Read, nothing is started. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, getRawHeader, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/** Written out here once more: a proof that read the configuration would agree with any mistake. */
const FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  GrantFileProtocolExtraPrivileges: false,
}

const APP_FILES = [
  '/package.json',
  '/out/main/index.js',
  '/out/preload/index.cjs',
  '/out/renderer/index.html',
]

/** Packages that are not bundled into out/: native code, or programs of their own. */
const PACKAGES = ['libsql', '@libsql/linux-x64-gnu', 'fauxqs', 'kinesis-local']

/** What must be real files: the system's loader and other programs cannot look into the archive. */
const UNPACKED = ['@libsql/linux-x64-gnu/index.node', 'kinesis-local/main.js']

const sha256 = (data) => createHash('sha256').update(data).digest('hex')

/** The executable holds a fuse as the digit 1 or 0. */
export async function checkFuses(check, executable) {
  const wire = await getCurrentFuseWire(executable)
  for (const [name, isOn] of Object.entries(FUSES)) {
    await check(`fuse ${name} is ${isOn ? 'on' : 'off'}`, () => {
      assert.equal(String.fromCharCode(wire[FuseV1Options[name]]), isOn ? '1' : '0')
    })
  }
}

/** Every file entry of an archive's header, with its path inside. */
function* walkHeader(node, path = '') {
  for (const [name, child] of Object.entries(node.files)) {
    if (child.files) yield* walkHeader(child, `${path}/${name}`)
    else if (!child.link) yield { path: `${path}/${name}`, entry: child }
  }
}

/** Compares each file's content with the hash in the header. Returns how many there are. */
function compareHashes(archive, header) {
  let count = 0
  for (const { path, entry } of walkHeader(header)) {
    const content = entry.unpacked
      ? readFileSync(join(`${archive}.unpacked`, path))
      : extractFile(archive, path.slice(1))
    assert.equal(entry.integrity?.algorithm, 'SHA256', `${path} has no hash`)
    assert.equal(sha256(content), entry.integrity.hash, `${path} differs from its hash`)
    count += 1
  }
  assert.ok(count > 0, 'the archive is empty')
  return count
}

export async function checkContents(check, app) {
  const archive = join(app, 'resources', 'app.asar')
  const { header, headerString } = getRawHeader(archive)
  const files = new Set(listPackage(archive))

  await check("the archive's header has a hash for a signed package to carry", () => {
    assert.deepEqual(JSON.parse(headerString), header)
    return `sha256 ${sha256(headerString).slice(0, 16)}…`
  })
  await check('every file in the archive agrees with its hash in the header', () => {
    return `${compareHashes(archive, header)} files`
  })
  console.log(
    '        not proved here: Electron checks these hashes as it runs on macOS and Windows only',
  )

  await check('the archive holds the built app', () => {
    for (const file of APP_FILES) assert.ok(files.has(file), `${file} is missing`)
  })
  await check('the archive holds no sources', () => {
    const sources = [...files].filter((file) =>
      /^\/(src-|e2e|bench|scripts|docs)|\.map$/.test(file),
    )
    assert.deepEqual(sources, [])
  })
  for (const name of PACKAGES) {
    await check(`${name} is inside`, () =>
      assert.ok(files.has(`/node_modules/${name}/package.json`), 'no; is it in dependencies?'),
    )
  }
  for (const file of UNPACKED) {
    await check(`${file} is a real file beside the archive`, () => {
      assert.ok(existsSync(join(`${archive}.unpacked`, 'node_modules', file)), 'it is not there')
    })
  }
  await check("Electron's default app is not inside", () => {
    assert.ok(!existsSync(join(app, 'resources', 'default_app.asar')), 'it is')
  })
}
