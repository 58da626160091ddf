import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { fillCaptures, rows } from './capture-ground.ts'
import type { Figure, Pair } from './figure.ts'
import { bundleForPage } from './page-bundle.ts'
import { openSubject } from './page-subject.ts'
import type { ScrollRun } from './page/time-scroll.ts'

const weirApp = fileURLToPath(new URL('..', import.meta.url))
/** Where it is scrolled from, as shares of the whole: five times a third of a minute. */
const places = [0, 0.2, 0.4, 0.6, 0.8]
const frames = 1_200
const longFrameMs = 25
const allowedPercent = 1

/** Jumps there, and scrolls on once the rows of that place are read. */
async function scrollFrom(page: Page, share: number): Promise<ScrollRun> {
  return page.evaluate<ScrollRun>(
    `(async () => {
      const grid = document.querySelector('main [role=grid]')
      grid.scrollTop = grid.scrollHeight * ${String(share)}
      await timer.untilCovered(grid)
      return timer.timeScroll(grid, ${String(frames)})
    })()`,
  )
}

async function measure(): Promise<Pair[]> {
  let captureId = 0
  const { page, close } = await openSubject([weirApp], async (folder) => {
    captureId = await fillCaptures(folder)
  })
  try {
    const timer = await bundleForPage(new URL('./page/time-scroll.ts', import.meta.url))
    // `var` in an evaluated text stays local.
    await page.evaluate(`${timer.script}; globalThis.timer = bench`)
    await page.evaluate((id) => {
      location.hash = `#/c/sandbox/captures/bench?id=${String(id)}`
    }, captureId)
    await page.getByRole('grid').getByRole('row').nth(5).waitFor()
    const runs = []
    for (const share of places) runs.push(await scrollFrom(page, share))
    const blank = runs.reduce((sum, run) => sum + run.blankFrames, 0)
    if (blank > 0) throw new Error(`${String(blank)} frames were painted with a row missing`)
    const took = runs.flatMap(({ frameMs }) => frameMs)
    const long = took.filter((frameMs) => frameMs > longFrameMs).length
    return [{ value: (long * 100) / took.length, baseline: allowedPercent }]
  } finally {
    await close()
  }
}

export const captureScrollFigure: Figure = {
  suite: 'captures',
  name: 'scroll',
  unit: '%',
  budget: 1,
  compares: `frames of the real window over ${String(longFrameMs)} ms of ${String(places.length * frames)}, a capture of ${String(rows)} messages scrolled 5 rows a frame, none with a row missing; ${String(allowedPercent)} % allowed`,
  measure,
}
