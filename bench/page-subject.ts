import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import type { Page } from '@playwright/test'
import { electronFlags } from './electron-flags.ts'

export interface Subject {
  page: Page
  /** What the main process and the window's keep in memory, in MB. */
  memoryMb(): Promise<number>
  close(): Promise<void>
}

/** Starts an app, on a folder that `fill` may put its data into, and waits for its page. No `executablePath`: Playwright would then not load before the app. */
export async function openSubject(
  args: string[],
  fill: (folder: string) => void | Promise<void> = () => undefined,
): Promise<Subject> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'))
  // As on a machine that Weir has run on before: the tour of the first start is no part of what is measured.
  const settings = { theme: 'system', language: 'system', isTourShown: true }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ value: settings }))
  await fill(folder)
  const app = await _electron.launch({ args: [...electronFlags(folder), ...args] })
  const page = await app.firstWindow()
  await page.waitForFunction(() => document.documentElement.dataset['painted'] === 'shell')
  return {
    page,
    memoryMb: () =>
      app.evaluate(({ app: electron }) => {
        const kept = electron
          .getAppMetrics()
          .filter(({ type }) => ['Browser', 'Tab'].includes(type))
        return kept.reduce((sum, { memory }) => sum + memory.workingSetSize, 0) / 1024
      }),
    close: async () => {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
