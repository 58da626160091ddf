import { defineConfig } from 'vitest/config'
import react from '@vitejs/plugin-react'

process.env['TZ'] = 'UTC'

const node = { environment: 'node', restoreMocks: true, unstubEnvs: true } as const

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['src-main/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}'],
          exclude: ['**/*.contract.test.ts', '**/*.fault.test.ts', '**/node_modules/**'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'window',
          environment: 'jsdom',
          include: ['src-renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['src-renderer/lib/test-setup.ts'],
          restoreMocks: true,
        },
      },
      {
        test: {
          ...node,
          name: 'contract',
          include: ['src-main/**/*.contract.test.ts'],
          testTimeout: 30_000,
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
