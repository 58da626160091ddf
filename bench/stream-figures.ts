import type { Figure, Pair } from './figure.ts'
import { interleaved } from './interleaved.ts'
import { fillStream, readBare, startStreamGround } from './stream-ground.ts'
import type { FilledStream, StreamGround } from './stream-ground.ts'

const pairs = 5
const count = 40_000
const few = 4
const many = 100

/** What one side took: records a second, and microseconds of this thread for a thousand records. */
interface Took {
  perSecond: number
  cpu: number
}

async function took(read: () => Promise<void>): Promise<Took> {
  const [startedAt, before] = [performance.now(), process.threadCpuUsage()]
  await read()
  const tookMs = performance.now() - startedAt
  const { user, system } = process.threadCpuUsage(before)
  return { perSecond: (count * 1000) / tookMs, cpu: ((user + system) * 1000) / count }
}

interface TookPairs {
  tail: Pair[]
  cpu: Pair[]
}

async function measureOne(
  { kinesis, follower }: StreamGround,
  stream: FilledStream,
): Promise<TookPairs> {
  const cpu: Pair[] = []
  let last = { value: 0, baseline: 0 }
  const side = async (name: keyof Pair, read: () => Promise<void>): Promise<number> => {
    const one = await took(read)
    last = { ...last, [name]: one.cpu }
    cpu.push(last)
    return one.perSecond
  }
  const tail = await interleaved(pairs, {
    baseline: () => side('baseline', () => readBare(kinesis, stream)),
    value: () => side('value', () => follower.read(stream)),
  })
  // Every second entry has both sides of its pair; the first pair is for warming up.
  return { tail, cpu: cpu.filter((_, at) => at % 2 === 1).slice(1) }
}

async function measureBoth(): Promise<Record<'few' | 'many', TookPairs>> {
  const ground = await startStreamGround()
  try {
    const ofFew = await fillStream(ground, { shards: few, count })
    const ofMany = await fillStream(ground, { shards: many, count })
    return { few: await measureOne(ground, ofFew), many: await measureOne(ground, ofMany) }
  } finally {
    await ground.close()
  }
}

let run: ReturnType<typeof measureBoth> | undefined

/** One run for all figures. */
function measured(): ReturnType<typeof measureBoth> {
  run ??= measureBoth()
  return run
}

function tailFigure(which: 'few' | 'many', shards: number): Figure {
  return {
    suite: 'streams',
    name: `tail${String(shards)}`,
    unit: '/s',
    budget: 0.85,
    isLeast: true,
    compares: `${String(count)} records of ${String(shards)} shards delivered over the port; a bare GetRecords loop for each shard`,
    measure: async () => (await measured())[which].tail,
  }
}

function cpuFigure(which: 'few' | 'many', shards: number): Figure {
  return {
    suite: 'streams',
    name: `cpu${String(shards)}`,
    unit: 'µs',
    budget: 1.5,
    compares: `processor time of the main thread for 1,000 of those records; the bare loop's`,
    measure: async () => (await measured())[which].cpu,
  }
}

/** Cost of a record with 100 shards beside that with 4. */
const flatFigure: Figure = {
  suite: 'streams',
  name: 'flat',
  unit: 'µs',
  budget: 1.15,
  compares:
    'processor time for 1,000 records with 100 shards; with 4, each less what the bare loop takes more',
  measure: async () => {
    const both = await measured()
    return both.many.cpu.map((pair, at) => {
      const other = both.few.cpu[at] ?? pair
      // What the SDK itself takes for more and smaller answers is not Weir's.
      return { value: pair.value / pair.baseline, baseline: other.value / other.baseline }
    })
  },
}

export const streamFigures: readonly Figure[] = [
  tailFigure('few', few),
  tailFigure('many', many),
  cpuFigure('few', few),
  cpuFigure('many', many),
  flatFigure,
]
