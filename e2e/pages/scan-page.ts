import type { Locator, Page } from '@playwright/test'

/** The part of a queue's page that receives the whole of it. */
export class ScanPage {
  readonly page: Page
  readonly tab: Locator
  readonly cost: Locator
  readonly name: Locator
  readonly start: Locator
  readonly drain: Locator
  /** What is asked for a second time. */
  readonly asked: Locator
  readonly report: Locator

  constructor(page: Page) {
    this.page = page
    this.tab = page.getByRole('tab', { name: 'Scan' })
    this.cost = page.getByRole('region', { name: 'What this costs' })
    this.name = page.getByRole('textbox', { name: 'Name of the capture' })
    this.start = page.getByRole('button', { name: 'Scan whole queue' })
    this.drain = page.getByRole('button', { name: 'Drain queue' })
    this.asked = page.getByRole('alertdialog', { name: 'Said once more' })
    this.report = page.getByRole('region', { name: /^How the (scan|drain) gets on/ })
  }

  figure(name: string): Locator {
    const row = this.report.locator('dl > div').filter({ hasText: name })
    return row.getByRole('definition')
  }

  async choose(mode: 'scan' | 'drain'): Promise<void> {
    const modes = this.page.getByRole('radiogroup', { name: 'What becomes of the messages' })
    await modes.getByText(mode, { exact: true }).click()
  }
}
