import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { electronFlags } from './electron-flags.ts'

export interface Launch {
  appFolder: string
  dataFolder: string
  /** The `data-…` attribute of the page's root that says that it has painted; `0` does not count. */
  mark: 'painted' | 'rows'
  /** The address within the page to start at; the page's own choice if not given. */
  hash?: string
}

/** A start that has not painted, or an app that has not quit, by then never will. */
const patienceMs = 30_000

const probe = fileURLToPath(new URL('./start-probe.cjs', import.meta.url))

function getExecutable(): string {
  const executable = process.env['WEIR_ELECTRON_EXECUTABLE']
  if (executable !== undefined) return executable
  throw new Error('start with `npm run bench`: it builds Weir and prepares Electron')
}

function start({ appFolder, dataFolder, mark, hash }: Launch): ChildProcess {
  const args = ['-r', probe, ...electronFlags(dataFolder), appFolder]
  const env = { ...process.env, WEIR_BENCH_PROBE: JSON.stringify({ mark, hash }) }
  return spawn(getExecutable(), args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** What the probe printed: when the page had painted. @throws when it has not, with what Electron had to say */
function findMark(output: string): number {
  const seen = /^weir-bench (.*)$/m.exec(output)?.[1]
  if (seen !== undefined) return Number(seen)
  throw new Error(`the page did not paint within ${patienceMs} ms\n${output.slice(-2000)}`)
}

/** Starts an app, waits for its page's mark, lets it quit in order, and gives the time from spawn to mark. */
export async function launch(options: Launch): Promise<number> {
  const startedAtMs = Date.now()
  const child = start(options)
  let output = ''
  const collect = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  const tooLate = setTimeout(() => {
    child.kill('SIGKILL')
    // What it left behind may hold the other ends, and `close` would wait for them.
    child.stdout?.destroy()
    child.stderr?.destroy()
  }, patienceMs)
  await once(child, 'close')
  clearTimeout(tooLate)
  return findMark(output) - startedAtMs
}
