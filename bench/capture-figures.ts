import { execFile } from 'node:child_process'
import { bareInserts, trigramInserts } from './bare-sqlite.ts'
import { openCaptureGround, orderId, rows } from './capture-ground.ts'
import type { CaptureGround } from './capture-ground.ts'
import type { Figure, Pair } from './figure.ts'
import { timed } from './timed.ts'

const pairs = 5
const searches = 20
/** As many as the window asks for. */
const pageRows = 50
/** Longer than any search takes: a figure must not be of half a search. */
const patienceMs = 60_000
const mostMs = 400

/** How a term is sought, and what it must bring, so that no figure is of a search that found the wrong thing. */
interface Sought {
  name: string
  /** Of the n-th search; where they differ, none is known from the one before. */
  termOf(search: number): string
  finds: number
}

const besideGrep: readonly Sought[] = [
  { name: 'search-rare', termOf: (search) => orderId(search * 49_999 + 7), finds: 1 },
  { name: 'search-medium', termOf: () => '"status":"poisoned"', finds: pageRows },
  { name: 'search-every', termOf: () => '"order":"', finds: pageRows },
]
/** Every three letters that follow each other in these are in every block of rows. */
const absent = ['gamma deltaship', 'parcelivered"', 'warehouset', 'refundeliver', 'streetailpha']
const below: readonly Sought[] = [
  { name: 'search-absent', termOf: (search) => absent[search % absent.length] ?? '', finds: 0 },
  {
    name: 'search-short',
    termOf: (search) => ['zq', '환불', 'o:', '##'][search % 4] ?? '',
    finds: -1,
  },
]

async function find(ground: CaptureGround, { name, termOf, finds }: Sought, search: number) {
  const query = { captureId: ground.captureId, after: 0, limit: pageRows, patienceMs }
  const { rows: found } = await ground.store.find({ ...query, filter: { text: termOf(search) } })
  if (finds < 0 || found.length === finds) return
  throw new Error(`${name}: ${String(found.length)} of ${String(finds)} rows for ${termOf(search)}`)
}

/** The search that 19 of 20 do not exceed. */
async function p95(ground: CaptureGround, sought: Sought): Promise<number> {
  const took: number[] = []
  for (let search = 0; search < searches; search += 1) {
    took.push(await timed(() => find(ground, sought, search)))
  }
  return took.toSorted((a, b) => a - b).at(Math.ceil(searches * 0.95) - 1) ?? 0
}

function grep(term: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile('grep', ['-c', '-F', term, path], (error) => {
      // 1 says that nothing was found.
      if (error === null || error.code === 1) resolve()
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- what Node gives is an error
      else reject(error)
    })
  })
}

async function grepPairs(ground: CaptureGround, sought: Sought): Promise<Pair[]> {
  const term = sought.termOf(0)
  await grep(term, ground.ndjson)
  await p95(ground, sought)
  const measured: Pair[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    const baseline = await timed(() => grep(term, ground.ndjson))
    measured.push({ baseline, value: await p95(ground, sought) })
  }
  return measured
}

async function belowPairs(ground: CaptureGround, sought: Sought): Promise<Pair[]> {
  const measured: Pair[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    measured.push({ value: await p95(ground, sought), baseline: mostMs })
  }
  return measured
}

type Measured = ReadonlyMap<string, Pair[]>

async function measureAll(): Promise<Measured> {
  const [bare, trigrams] = [bareInserts(), trigramInserts()]
  const ground = await openCaptureGround()
  try {
    const { insertsPerSecond, indexedPerSecond, diskBytes, textBytes } = ground
    const measured = new Map<string, Pair[]>([
      ['insert', [{ value: insertsPerSecond, baseline: bare }]],
      ['index', [{ value: indexedPerSecond, baseline: trigrams }]],
      // The bodies themselves are in the file, too.
      ['index-size', [{ value: (diskBytes - textBytes) / 1e6, baseline: textBytes / 1e6 }]],
    ])
    for (const sought of besideGrep) measured.set(sought.name, await grepPairs(ground, sought))
    for (const sought of below) measured.set(sought.name, await belowPairs(ground, sought))
    return measured
  } finally {
    await ground.close()
  }
}

let run: Promise<Measured> | undefined

/** One ground for all of them: it takes minutes to fill. */
async function pairsOf(name: string): Promise<Pair[]> {
  run ??= measureAll()
  return (await run).get(name) ?? []
}

const million = `${String(rows)} messages of 500 bytes`
const page = `first page of ${String(pageRows)} over ${million}, the slowest of 19 in 20`

export const captureFigures: readonly Figure[] = [
  {
    ...{ suite: 'captures', name: 'insert', unit: '/s', budget: 0, isLeast: true },
    compares: `${million} into a capture, index behind; a bare table of bodies on the main thread`,
    measure: () => pairsOf('insert'),
  },
  {
    ...{ suite: 'captures', name: 'index', unit: '/s', budget: 0, isLeast: true },
    compares: 'rows a second into the index of substrings; into a trigram index of SQLite',
    measure: () => pairsOf('index'),
  },
  {
    ...{ suite: 'captures', name: 'index-size', unit: 'MB', budget: 4 },
    compares: 'the file less the bodies; the bodies',
    measure: () => pairsOf('index-size'),
  },
  ...besideGrep.map(({ name }): Figure => ({
    ...{ suite: 'captures', name, unit: 'ms', budget: 0.1 },
    compares: `${page}; grep -c of the term over the same NDJSON`,
    measure: () => pairsOf(name),
  })),
  ...below.map(({ name }): Figure => ({
    ...{ suite: 'captures', name, unit: 'ms', budget: 1 },
    compares: `${page}; ${String(mostMs)} ms`,
    measure: () => pairsOf(name),
  })),
]
