/** Runs one step of `npm run check` or `npm test` as a process of its own, with this very Node. */
import { spawn } from 'node:child_process'
import { ROOT } from './project-node.mjs'

/** After a polite end a hung step gets this long before it is cut. */
const GRACE_MS = 10_000
/** Longer than any buffered output takes to arrive. */
const DRAIN_MS = 3_000

const secondsSince = (start) => (performance.now() - start) / 1000

function endAfter(child, deadlineMs) {
  const polite = setTimeout(() => child.kill('SIGTERM'), deadlineMs)
  const cut = setTimeout(() => child.kill('SIGKILL'), deadlineMs + GRACE_MS)
  return () => [polite, cut].forEach(clearTimeout)
}

/**
 * Resolves with exit code, seconds and output, whatever happened. With `live` the output is also shown as it comes.
 * The step is ended after `deadlineMs`, so that a hang costs a failure and not the whole run.
 */
export function runStep({ args, env = {}, deadlineMs, live = false }) {
  const start = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const cancel = endAfter(child, deadlineMs)
    const chunks = []
    const settle = (code, note = '') => {
      cancel()
      for (const stream of [child.stdout, child.stderr]) stream.destroy()
      const output = Buffer.concat(chunks).toString() + note
      resolve({ code, output, seconds: secondsSince(start) })
    }
    for (const name of ['stdout', 'stderr']) {
      child[name].on('data', (chunk) => {
        chunks.push(chunk)
        if (live) process[name].write(chunk)
      })
    }
    child.once('error', (error) => settle(1, `could not start: ${error.message}\n`))
    child.once('exit', (code, signal) => {
      const end = () => settle(code ?? 1, signal === null ? '' : `ended by ${signal}\n`)
      // What is still in the pipe belongs to the output; a stray grandchild that keeps it open must not hold the run.
      const patience = setTimeout(end, DRAIN_MS)
      child.once('close', () => {
        clearTimeout(patience)
        end()
      })
    })
  })
}

/** Runs all, `width` at a time, in order of the list; calls `onEnd` as each ends. */
export async function runPool(steps, width, onEnd) {
  const waiting = [...steps]
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      onEnd(step, await runStep(step))
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
}
