import { defineConfig } from '@playwright/test'
import { virtualDisplays } from './e2e/fixtures/virtual-displays.ts'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Windows on one display take the focus and the clipboard from each other: as many as there are virtual ones, and
  // one on a real desktop.
  workers: Math.max(1, virtualDisplays.length),
  retries: 0,
  forbidOnly: true,
  // There to end what hangs: beside load a window with twelve screens took a minute.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  globalSetup: './e2e/fixtures/electron-version.ts',
  reporter: 'list',
  use: { trace: 'retain-on-failure' },
  // Begun first: minutes of it are spent waiting until what a kill has hidden is visible again, and cost nothing beside
  // the others.
  projects: [
    { name: 'kills', testMatch: 'on-call.spec.ts' },
    { name: 'windows', testIgnore: 'on-call.spec.ts' },
  ],
})
