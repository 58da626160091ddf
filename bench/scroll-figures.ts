import { fileURLToPath } from 'node:url'
import type { Figure, Pair } from './figure.ts'
import { interleaved } from './interleaved.ts'
import { bundleForPage } from './page-bundle.ts'
import { openSubject } from './page-subject.ts'
import type { Subject } from './page-subject.ts'
import type { ScrollRun } from './page/time-scroll.ts'

const rows = 100_000
const frames = 400
const pairs = 3
/** Of 60 frames a second one that takes longer is one that was left out and seen to be. */
const longFrameMs = 25

const urlOf = (path: string): URL => new URL(path, import.meta.url)

async function prepare(entry: URL): Promise<Subject> {
  const subject = await openSubject([fileURLToPath(urlOf('./bare-app'))])
  const { page } = subject
  const list = await bundleForPage(entry)
  const timer = await bundleForPage(urlOf('./page/time-scroll.ts'))
  if (list.style !== '') await page.addStyleTag({ content: list.style })
  // `var` in an evaluated text stays local.
  await page.evaluate(`${timer.script}; globalThis.timer = bench`)
  await page.evaluate(
    `(async () => { ${list.script}; globalThis.grid = await bench.mount(${String(rows)}) })()`,
  )
  return subject
}

async function scroll({ page }: Subject, name: string): Promise<number> {
  const run = await page.evaluate<ScrollRun>(`timer.timeScroll(grid, ${String(frames)})`)
  const slowest = run.frameMs.toSorted((one, other) => one - other).at(Math.floor(frames * 0.99))
  if (run.blankFrames === 0) return slowest ?? 0
  throw new Error(`${name}: ${String(run.blankFrames)} frames were painted with a row missing`)
}

async function scrollBoth(): Promise<Pair[]> {
  const bare = await prepare(urlOf('./page/bare-list.ts'))
  const weir = await prepare(urlOf('../src-renderer/app/scroll-subject.tsx'))
  try {
    return await interleaved(pairs, {
      baseline: () => scroll(bare, 'the bare list'),
      value: () => scroll(weir, 'the table of messages'),
    })
  } finally {
    await weir.close()
    await bare.close()
  }
}

let run: Promise<Pair[]> | undefined

/** One run for both figures. */
function measured(): Promise<Pair[]> {
  run ??= scrollBoth()
  return run
}

const what = `${String(rows)} messages, 5 rows a frame, ${String(frames)} frames, none with a row missing: the frame that 99 of 100 do not exceed`

export const scrollFigure: Figure = {
  suite: 'messages',
  name: 'scroll',
  unit: 'ms',
  budget: 1,
  compares: `${what}; ${String(longFrameMs)} ms`,
  measure: async () => (await measured()).map(({ value }) => ({ value, baseline: longFrameMs })),
}

export const scrollOverBareFigure: Figure = {
  suite: 'messages',
  name: 'scrollOverBare',
  unit: 'ms',
  budget: 1.5,
  compares: `${what}; a bare list of as many rows without React in the same Electron`,
  measure: measured,
}
