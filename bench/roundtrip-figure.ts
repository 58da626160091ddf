import { fileURLToPath } from 'node:url'
import type { Figure, Pair } from './figure.ts'
import { interleaved } from './interleaved.ts'
import { bundleForPage } from './page-bundle.ts'
import { openSubject } from './page-subject.ts'
import type { Subject } from './page-subject.ts'

/** Many short loops rather than few long ones: what else the machine does then falls on both sides of most pairs. */
const pairs = 21
const calls = 1_000

/** Starts an app and gives its page the script that will measure there. */
async function prepare(args: string[], entry: URL): Promise<Subject> {
  const subject = await openSubject(args)
  const { script } = await bundleForPage(entry)
  // `var` in an evaluated text stays local: the page's CSP allows no script tag that would make it global.
  await subject.page.evaluate(`${script}; globalThis.bench = bench`)
  return subject
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
