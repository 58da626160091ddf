/** The Node that the project pins, which is not always the one it was called with. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** On Windows `.bin/node` is a shell script, which cannot be spawned. */
export const NODE =
  process.platform === 'win32'
    ? join(ROOT, 'node_modules', 'node', 'bin', 'node.exe')
    : join(ROOT, 'node_modules', '.bin', 'node')

/** Whether the running Node is older than what electron's installer and Vite need: 22.12. */
export function isOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < 22 || (major === 22 && minor < 12)
}

export function assertInstalled() {
  if (!existsSync(NODE)) throw new Error(`${NODE} is missing: run npm ci first`)
}
