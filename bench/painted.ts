import type { Page } from '@playwright/test'

declare global {
  // What the page keeps of the texts that it is to paint, and whom it tells when it has.
  var painted: Map<string, (atMs: number) => void>
}

/** Watches the rows of a page; after each change of it the next frame is what the user sees. */
export async function watchPaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.painted = new Map()
    const look = (): void => {
      const atMs = performance.timeOrigin + performance.now()
      const rows = [...document.querySelectorAll('[role=grid] [role=row]')]
      const text = rows.map((row) => row.textContent).join('\n')
      for (const [sought, tell] of globalThis.painted) {
        if (!text.includes(sought)) continue
        globalThis.painted.delete(sought)
        tell(atMs)
      }
    }
    new MutationObserver(() => {
      requestAnimationFrame(() => setTimeout(look))
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
}

/** When a text was first painted in a row, on the clock of this machine. */
export function paintedAt(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (sought) =>
      new Promise<number>((resolve) => {
        globalThis.painted.set(sought, resolve)
      }),
    text,
  )
}

/** Now, on the clock of this machine: the window's is the same. */
export function machineMs(): number {
  return performance.timeOrigin + performance.now()
}
