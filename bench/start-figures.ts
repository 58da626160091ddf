import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { Figure, Pair } from './figure.ts'
import { interleaved } from './interleaved.ts'
import { launch } from './launch.ts'
import type { Launch } from './launch.ts'
import { benchConnectionId, saveConnection } from './saved-connection.ts'

const pairs = 9
const queueCount = 50

const weirApp = fileURLToPath(new URL('..', import.meta.url))
const bareApp = fileURLToPath(new URL('./bare-app', import.meta.url))

/** Each app starts again and again on its own folder, which `prepare` may fill before. */
async function measure(
  weir: Pick<Launch, 'mark' | 'hash'>,
  prepare: (folder: string) => void = () => undefined,
): Promise<Pair[]> {
  const weirFolder = mkdtempSync(join(tmpdir(), 'weir-bench-'))
  const bareFolder = mkdtempSync(join(tmpdir(), 'weir-bench-bare-'))
  prepare(weirFolder)
  try {
    return await interleaved(pairs, {
      baseline: () => launch({ appFolder: bareApp, dataFolder: bareFolder, mark: 'painted' }),
      value: () => launch({ appFolder: weirApp, dataFolder: weirFolder, ...weir }),
    })
  } finally {
    for (const folder of [weirFolder, bareFolder]) rmSync(folder, { recursive: true, force: true })
  }
}

async function measureRows(): Promise<Pair[]> {
  const emulator = await startFauxqs()
  try {
    const sqs = sqsClientFor(emulator.endpoint)
    for (let index = 0; index < queueCount; index++) await createQueue(sqs, `bench-${index}`)
    sqs.destroy()
    const hash = `#/c/${benchConnectionId}/queues`
    return await measure({ mark: 'rows', hash }, (folder) => {
      saveConnection(folder, emulator.endpoint)
    })
  } finally {
    await emulator.close()
  }
}

export const shellFigure: Figure = {
  suite: 'start',
  name: 'shell',
  unit: 'ms',
  budget: 1.6,
  compares: 'spawn to painted shell; a bare window with a trivial local page',
  measure: () => measure({ mark: 'painted' }),
}

export const rowsFigure: Figure = {
  suite: 'start',
  name: 'rows',
  unit: 'ms',
  budget: 2.5,
  compares: `spawn to painted rows of a running emulator with ${queueCount} queues; the same bare window`,
  measure: measureRows,
}
