import { fileURLToPath } from 'node:url'
import { build } from 'vite'

export interface PageBundle {
  /** Leaves the exports of the file in the global `bench`. */
  script: string
  style: string
}

/** A file for a page with all that it imports. */
export async function bundleForPage(entry: URL): Promise<PageBundle> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    // A library's bundle keeps this question for whoever uses it; here nobody answers it later.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'chrome130',
      lib: {
        entry: fileURLToPath(entry),
        formats: ['iife'],
        name: 'bench',
      },
    },
  })
  const [output] = [result].flat()
  if (output === undefined || !('output' in output))
    throw new Error(`${entry.href} was not bundled`)
  const styles = output.output.flatMap((file) =>
    file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : [],
  )
  return { script: output.output[0].code, style: styles.join('\n') }
}
