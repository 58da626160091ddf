import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { openSubject } from './page-subject.ts'
import { benchConnectionId, saveConnection } from './saved-connection.ts'

const weirApp = fileURLToPath(new URL('..', import.meta.url))

declare global {
  // What the page keeps of the texts that it has painted: when, on the clock of this machine.
  var painted: Map<string, (atMs: number) => void>
}

export interface TapWindow {
  /** Taps a topic as its user does; resolves once messages would be shown. */
  start(topicName: string, topicArn: string): Promise<void>
  /** When a text was first painted in a row, on the clock of this machine. */
  shown(text: string): Promise<number>
  /** Stops the tap, which removes what it made. */
  stop(): Promise<void>
  close(): Promise<void>
}

/** After each change of the page the next frame is what the user sees of it. */
async function watchPaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.painted = new Map()
    const look = (): void => {
      const atMs = performance.timeOrigin + performance.now()
      for (const [text, tell] of globalThis.painted) {
        const rows = [...document.querySelectorAll('[role=grid] [role=row]')]
        if (!rows.some((row) => row.textContent.includes(text))) continue
        globalThis.painted.delete(text)
        tell(atMs)
      }
    }
    new MutationObserver(() => {
      requestAnimationFrame(() => setTimeout(look))
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
}

/** The real application with one connection, whose window is asked when it has painted a message. */
export async function openTapWindow(endpoint: string): Promise<TapWindow> {
  const { page, close } = await openSubject([weirApp], (folder) => {
    saveConnection(folder, endpoint)
  })
  await watchPaints(page)
  const main = page.getByRole('main')
  return {
    async start(name, topicArn) {
      const at = `#/c/${benchConnectionId}/topics/${name}?arn=${encodeURIComponent(topicArn)}&tab=tap`
      await page.evaluate((hash) => {
        location.hash = hash
      }, at)
      await main.getByText('Raw', { exact: true }).click()
      await main.getByRole('button', { name: /^Start the tap/ }).click()
      await main.getByText('Nothing was published yet').waitFor()
    },
    shown: (text) =>
      page.evaluate(
        (sought) =>
          new Promise<number>((resolve) => {
            globalThis.painted.set(sought, resolve)
          }),
        text,
      ),
    async stop() {
      await main.getByRole('button', { name: 'Stop and remove' }).click()
      await page.getByText('Stopped. The queue and the subscription are removed.').waitFor()
    },
    close,
  }
}
