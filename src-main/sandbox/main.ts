import { isMainThread } from 'node:worker_threads'
import { failAndExit } from './fail-and-exit.ts'
import { openParentLink } from './parent-link.ts'

/*
 * The sandbox's entry, run by Electron's utilityProcess.fork or by child_process.fork, and once
 * more as a thread of itself for Kinesis: a bundle then needs no second file. Each loads its own
 * half, because the thread needs neither fauxqs nor the SDK.
 */
async function runSandbox(): Promise<void> {
  const link = openParentLink()
  try {
    // Loaded here, so that a runtime without node:sqlite (before Node 22.5) is told as a reason.
    const { runProgram } = await import('./program.ts')
    await runProgram(new URL(import.meta.url), link)
  } catch (error) {
    await failAndExit(link, error)
  }
}

if (isMainThread) {
  await runSandbox()
} else {
  const { runKinesisThread } = await import('./kinesis-thread.ts')
  runKinesisThread()
}
