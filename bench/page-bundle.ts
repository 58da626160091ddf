import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** A file for a page with all that it imports, as one script that leaves its exports in the global `bench`. */
export async function bundleForPage(entry: URL): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
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
  return output.output[0].code
}
