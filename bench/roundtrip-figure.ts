import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import { electronFlags } from './electron-flags.ts'
import type { Figure, Pair } from './figure.ts'
import { interleaved } from './interleaved.ts'
import { bundleForPage } from './page-bundle.ts'

/** Many short loops rather than few long ones: what else the machine does then falls on both sides of most pairs. */
const pairs = 21
const calls = 1_000

interface Subject {
  page: Page
  close(): Promise<void>
}

/** No `executablePath`: Playwright would then not load before the app. */
async function open(args: string[]): Promise<{ app: ElectronApplication; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'))
  return { app: await _electron.launch({ args: [...electronFlags(folder), ...args] }), folder }
}

/** Starts an app and gives its page the script that will measure there. */
async function prepare(args: string[], script: URL): Promise<Subject> {
  const { app, folder } = await open(args)
  const page = await app.firstWindow()
  await page.waitForFunction(() => document.documentElement.dataset['painted'] === 'shell')
  // `var` in an evaluated text stays local: the page's CSP allows no script tag that would make it global.
  await page.evaluate(`${await bundleForPage(script)}; globalThis.bench = bench`)
  return {
    page,
    close: async () => {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const measureIn = async ({ page }: Subject): Promise<number> =>
  Number(await page.evaluate(`bench.measure(${calls})`))

async function measure(): Promise<Pair[]> {
  const folderOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
  const bare = await prepare(
    ['--answer', folderOf('./bare-app')],
    new URL('./page/bare-page.ts', import.meta.url),
  )
  const weir = await prepare([folderOf('..')], new URL('./page/weir-page.ts', import.meta.url))
  try {
    return await interleaved(pairs, {
      baseline: () => measureIn(bare),
      value: () => measureIn(weir),
    })
  } finally {
    await weir.close()
    await bare.close()
  }
}

export const roundtripFigure: Figure = {
  suite: 'operation',
  name: 'roundtrip',
  unit: 'µs',
  budget: 2,
  compares: `settings.get from the real window's page, ${calls} calls one after the other; bare ipcRenderer.invoke`,
  measure,
}
