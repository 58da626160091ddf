import { spawn } from 'node:child_process'
import type { StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { FaultProxy } from './fault-proxy.ts'

/** `hang`: killed before the call was made. `no-reply`: after it was, before anybody knew. */
const faults = ['hang', 'no-reply'] as const

/** Where a program is killed. */
export interface CrashPoint {
  action: string
  fault: (typeof faults)[number]
  /** Calls of the action that the program has made by then. */
  after: number
}

/** Each step before and after, again and again, each time a little later in the run. */
export function crashPoints(actions: readonly [string, ...string[]], count: number): CrashPoint[] {
  return Array.from({ length: count }, (_, at) => ({
    action: actions[at % actions.length] ?? actions[0],
    fault: faults[Math.floor(at / actions.length) % faults.length] ?? 'hang',
    after: (at * 7) % 5,
  }))
}

/** A program of this folder, with what it is to be told. */
export interface CrashingProgram {
  file: string
  args: readonly string[]
}

/** Starts a program and kills it at the point; false when it came to its end before. */
export async function killAt(
  { action, fault, after }: CrashPoint,
  { file, args }: CrashingProgram,
  proxy: FaultProxy,
): Promise<boolean> {
  const reached = proxy.inject({ action, fault, after, times: 1 })
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'weir-compile-cache') }
  const stdio: StdioOptions = ['ignore', 'ignore', 'inherit']
  const program = spawn(process.execPath, [file, ...args], { env, stdio })
  const exited = once(program, 'exit')
  await vi.waitFor(
    () => {
      // Of `no-reply`, the emulator has carried it out by then.
      expect(program.exitCode !== null || (reached.hits() > 0 && proxy.waiting() > 0)).toBe(true)
    },
    { timeout: 60_000, interval: 5 },
  )
  program.kill('SIGKILL')
  await exited
  proxy.clear()
  return reached.hits() > 0
}
