import { defineConfig } from 'vitest/config'
import react from '@vitejs/plugin-react'

process.env['TZ'] = 'UTC'

// Time-outs are there to end what hangs, not to judge: two cores may be busy with lint beside the tests.
const patient = { testTimeout: 30_000, hookTimeout: 60_000, restoreMocks: true } as const
const node = { ...patient, environment: 'node', unstubEnvs: true } as const

export default defineConfig({
  test: {
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
          ...patient,
          name: 'window',
          environment: 'jsdom',
          // Nothing native is loaded here, and a thread starts sooner than a process.
          pool: 'threads',
          include: ['src-renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['src-renderer/lib/test-setup.ts'],
        },
      },
      {
        test: {
          ...node,
          name: 'contract',
          include: ['src-main/**/*.contract.test.ts'],
        },
      },
      {
        test: {
          ...node,
          name: 'fault',
          include: ['src-main/**/*.fault.test.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
})
