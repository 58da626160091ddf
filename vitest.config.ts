import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import react from '@vitejs/plugin-react'

process.env['TZ'] = 'UTC'

// Time-outs are there to end what hangs, not to judge: two cores may be busy with lint beside the tests.
const patient = { testTimeout: 30_000, hookTimeout: 60_000, restoreMocks: true } as const
const node = { ...patient, environment: 'node', unstubEnvs: true } as const
/** Most of them wait for an emulator or for a time of AWS to go by: twice as many as there are cores keep those busy. */
const waiting = { maxWorkers: Math.max(4, availableParallelism()) } as const

const page = {
  ...patient,
  environment: 'jsdom',
  // Nothing native is loaded here, and a thread starts sooner than a process.
  pool: 'threads',
  setupFiles: 'src-renderer/lib/test-setup.ts',
} as const
const mocked = 'src-renderer/**/*.mocked.test.tsx'

export default defineConfig({
  test: {
    // Vitest leaves one core free: of two, one file at a time would be left.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          // The main process keeps no state in its modules, so files may share them: half the processor time.
          isolate: false,
          include: ['src-main/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}'],
          exclude: ['**/*.contract.test.ts', '**/*.fault.test.ts', '**/node_modules/**'],
        },
      },
      {
        plugins: [react()],
        test: {
          ...page,
          name: 'window',
          // A page and its modules serve many files: a third of the processor time. Each test unmounts what it made.
          isolate: false,
          include: ['src-renderer/**/*.test.{ts,tsx}'],
          exclude: [mocked],
        },
      },
      {
        plugins: [react()],
        // A module that is replaced must not have been loaded for another file.
        test: { ...page, name: 'window-mocked', include: [mocked] },
      },
      {
        test: {
          ...node,
          ...waiting,
          name: 'contract',
          // As above: loading the SDK for each file took a fifth of the processor time.
          isolate: false,
          include: ['src-main/**/*.contract.test.ts'],
        },
      },
      {
        test: {
          ...node,
          ...waiting,
          name: 'fault',
          isolate: false,
          include: ['src-main/**/*.fault.test.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
})
