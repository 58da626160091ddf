import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { openData } from './data-folder.ts'
import { getKeptPort, keepPort } from './kept-port.ts'

export interface KinesisEmulator {
  readonly endpoint: string
  stop(): Promise<void>
}

interface KinesisReport {
  nowMs: () => number
  onSetAside: (path: string) => void
  /** It ended without being told to. */
  onDied: (reason: string) => void
}

const dataFile = 'kinesis-data.json'

/** Throws when what was stored is not JSON, on which kinesis-local would not start. */
function checkStored(folder: string): void {
  let text: string
  try {
    text = readFileSync(join(folder, dataFile), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    throw error
  }
  JSON.parse(text)
}

function settings(folder: string, port: number): Record<string, string> {
  const program = createRequire(import.meta.url).resolve('kinesis-local/main.js')
  return {
    // Without it the program exits unless its working folder holds server.json.
    KINESIS_MOCK_CERT_PATH: join(dirname(program), 'server.json'),
    KINESIS_MOCK_PLAIN_PORT: String(port),
    KINESIS_MOCK_TLS_PORT: '0',
    SHARD_LIMIT: '500',
    SHOULD_PERSIST_DATA: 'true',
    PERSIST_PATH: folder,
    PERSIST_FILE_NAME: dataFile,
    // All of it is written again each time; its thread is ended without a last save, so a stop may forget this much.
    PERSIST_INTERVAL: '4s',
    LOG_LEVEL: 'ERROR',
  }
}

/** Its thread tells every port it listens on: this one, and one with TLS that nobody uses. */
function untilListening(worker: Worker, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (opened: unknown) => {
      if (opened === port) resolve()
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      reject(new Error('kinesis-local ended before it answered'))
    })
  })
}

/**
 * Kinesis on 127.0.0.1, in a thread whose program is `entry` (see main.ts), kept in `folder`. A
 * thread, because a packaged Electron cannot run another Node program (its run-as-node fuse is off).
 */
export async function startKinesisEmulator(
  { folder, entry }: { folder: string; entry: URL },
  report: KinesisReport,
): Promise<KinesisEmulator> {
  await openData(folder, checkStored, report)
  const portFile = `${folder}.port`
  const port = await getKeptPort(portFile)
  keepPort(portFile, port)
  const env = settings(folder, port)
  const worker = new Worker(entry, { env, argv: [], stdout: true })
  await untilListening(worker, port)
  let stopping = false
  let reason = 'kinesis-local ended'
  // A thread that fails says why first and ends next.
  worker.once('error', (error: Error) => {
    reason = error.message
  })
  worker.once('exit', () => {
    if (!stopping) report.onDied(reason)
  })
  return {
    endpoint: `http://127.0.0.1:${String(port)}`,
    async stop() {
      stopping = true
      await worker.terminate()
    },
  }
}
