import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { listenOnLoopbackOnly } from './loopback-only.ts'

/** Runs in a thread of the sandbox: kinesis-local is a program, not a library, and owns its thread. */
export function runKinesisThread(): void {
  listenOnLoopbackOnly((server) => {
    const address = server.address()
    if (typeof address === 'object') parentPort?.postMessage(address?.port)
  })
  createRequire(import.meta.url)('kinesis-local')
}
