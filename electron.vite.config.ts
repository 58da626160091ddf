import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import react from '@vitejs/plugin-react'

/** Packages with native code or files of their own: left in node_modules, everything else is bundled. */
const external = ['electron', 'libsql', 'fauxqs', 'kinesis-local']

export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      outDir: 'out/main',
      minify: 'oxc',
      externalizeDeps: false,
      rollupOptions: {
        external,
        input: {
          index: resolve('src-main/index.ts'),
          sandbox: resolve('src-main/sandbox/main.ts'),
          'journal-worker': resolve('src-main/journal/journal-worker.ts'),
          'expression-worker': resolve('src-main/expressions/expression-worker.ts'),
          'capture-worker': resolve('src-main/captures/capture-worker.ts'),
          'move-worker': resolve('src-main/replay/move-worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve('src-main/preload/index.ts') },
        // A sandboxed preload can be neither an ES module nor chunks.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      target: 'chrome130',
      minify: 'oxc',
      cssMinify: true,
      outDir: 'out/renderer',
      rollupOptions: { input: { index: resolve('src-renderer/index.html') } },
    },
  },
})
