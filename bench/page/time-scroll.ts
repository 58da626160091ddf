const ROW_HEIGHT = 28
/** Five rows a frame, 8,400 pixels a second: a wheel turned fast. */
const STEP = 5 * ROW_HEIGHT

export interface ScrollRun {
  /** From frame to frame. */
  frameMs: number[]
  /** Frames that were painted with a row missing in view. */
  blankFrames: number
}

/** Rows with something in them: one that is still read keeps its place and says so. */
const filledRows = '[data-index], [role=row][aria-rowindex]:not([aria-busy=true])'

/** The header is the first row of all. */
function indexOf(row: Element): number {
  const index = row.getAttribute('data-index')
  return index === null ? Number(row.getAttribute('aria-rowindex')) - 2 : Number(index)
}

/** What is about to be painted: are there rows from the top of the view to its end? */
function isCovered(grid: HTMLElement): boolean {
  const indices = [...grid.querySelectorAll(filledRows)].map(indexOf)
  const first = Math.floor(grid.scrollTop / ROW_HEIGHT)
  const last = Math.floor((grid.scrollTop + grid.clientHeight - 2 * ROW_HEIGHT) / ROW_HEIGHT)
  const present = new Set(indices)
  for (let at = first; at <= last; at++) if (!present.has(at)) return false
  return true
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))

/** Resolves once there are rows where the list stands. */
export async function untilCovered(grid: HTMLElement): Promise<void> {
  do await nextFrame()
  while (!isCovered(grid))
}

/** Scrolls down, frame by frame, from wherever the list stands. */
export async function timeScroll(grid: HTMLElement, frames: number): Promise<ScrollRun> {
  const run: ScrollRun = { frameMs: [], blankFrames: 0 }
  let before = await nextFrame()
  for (let frame = 0; frame < frames; frame++) {
    grid.scrollTop += STEP
    if (!isCovered(grid)) run.blankFrames++
    const now = await nextFrame()
    run.frameMs.push(now - before)
    before = now
  }
  return run
}
