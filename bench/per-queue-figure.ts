import type { Figure, Pair } from './figure.ts'
import { interleaved } from './interleaved.ts'
import { composeForBench, readAll, startWithQueues } from './many-queues.ts'

const many = 5_000
const few = 500
const pairs = 9

interface Side {
  measure(): Promise<number>
  close(): Promise<void>
}

/** Microseconds a queue, from the first page asked for to the last count. */
async function prepare(count: number): Promise<Side> {
  const emulator = await startWithQueues(count)
  const weir = composeForBench(emulator.endpoint)
  // The few are read as often as it takes to be as long at work as with the many.
  const rounds = many / count
  return {
    measure: async () => {
      const startedAt = performance.now()
      for (let round = 0; round < rounds; round++) await readAll(weir, count)
      return ((performance.now() - startedAt) * 1000) / (count * rounds)
    },
    close: async () => {
      await weir.close()
      await emulator.close()
    },
  }
}

async function measure(): Promise<Pair[]> {
  const [manySide, fewSide] = [await prepare(many), await prepare(few)]
  try {
    return await interleaved(pairs, {
      baseline: () => fewSide.measure(),
      value: () => manySide.measure(),
    })
  } finally {
    await manySide.close()
    await fewSide.close()
  }
}

export const perQueueFigure: Figure = {
  suite: 'queues',
  name: 'perQueue',
  unit: 'µs',
  budget: 1.15,
  compares: `listed and read, a queue of ${String(many)}; Weir itself, a queue of ${String(few)}`,
  measure,
}
