import { startFauxqs } from 'fauxqs'
import type { FauxqsServer } from 'fauxqs'
import { openData } from './data-folder.ts'
import { getKeptPort, keepPort } from './kept-port.ts'
import { keepCountersLive } from './live-counters.ts'
import { prepareStore } from './prepare-store.ts'

export interface SqsEmulator {
  readonly endpoint: string
  stop(): Promise<void>
}

// Beside the folder, so that it outlives a reset.
function portFile(folder: string): string {
  return `${folder}.port`
}

async function open(folder: string): Promise<FauxqsServer> {
  prepareStore(folder)
  const port = await getKeptPort(portFile(folder))
  return startFauxqs({ port, logger: false, dataDir: folder })
}

/**
 * SQS and SNS on 127.0.0.1, kept in `folder`. Data that cannot be read is put aside.
 * Call `listenOnLoopbackOnly` first.
 */
export async function startSqsEmulator(
  folder: string,
  report: { nowMs: () => number; onSetAside: (path: string) => void },
): Promise<SqsEmulator> {
  await keepCountersLive(import.meta.resolve('fauxqs'))
  const server = await openData(folder, open, report)
  keepPort(portFile(folder), server.port)
  return {
    endpoint: `http://127.0.0.1:${String(server.port)}`,
    stop: () => server.stop(),
  }
}
