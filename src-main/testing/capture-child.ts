import { CaptureStore } from '../captures/capture-store.ts'
import { systemClock } from '../lib/clock.ts'
import { fromFile, newEntry } from './capture-entries.ts'

/** Writes into a capture until it is killed; says a line for each addition that is on the disk. */
const [path = '', each = '100'] = process.argv.slice(2)
const store = new CaptureStore({
  path,
  workerUrl: new URL('../captures/capture-worker.ts', import.meta.url),
  clock: systemClock,
  onSetAside: () => process.exit(3),
  onTrouble: () => process.exit(4),
})
const writer = await store.begin({ name: 'until the end', from: fromFile })
for (let addition = 1; ; addition += 1) {
  const entries = Array.from({ length: Number(each) }, (_, index) =>
    newEntry(`entry ${String(index)} of ${String(addition)} ${'x'.repeat(400)}`),
  )
  await writer.add(entries)
  process.stdout.write(`${String(addition)}\n`)
}
