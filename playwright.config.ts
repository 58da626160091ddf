import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // One window at a time: they share one display, and two cores.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  globalSetup: './e2e/fixtures/electron-version.ts',
  reporter: 'list',
  use: { trace: 'retain-on-failure' },
})
