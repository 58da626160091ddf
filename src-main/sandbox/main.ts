import { isMainThread } from 'node:worker_threads'

/*
 * The sandbox's entry, run by Electron's utilityProcess.fork or by child_process.fork, and once
 * more as a thread of itself for Kinesis: a bundle then needs no second file. Each loads its own
 * half, because the thread needs neither fauxqs nor the SDK.
 */
if (isMainThread) {
  const { runProgram } = await import('./program.ts')
  await runProgram(new URL(import.meta.url))
} else {
  const { runKinesisThread } = await import('./kinesis-thread.ts')
  runKinesisThread()
}
