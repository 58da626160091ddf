import type { Locator, Page } from '@playwright/test'

/** The kinds of look, and what Weir holds: on the queue's page, in the status bar, in the journal. */
export class LooksPage {
  readonly page: Page
  readonly modes: Locator
  readonly held: Locator
  readonly status: Locator
  /** The list that the status bar opens. */
  readonly list: Locator
  readonly journal: Locator

  constructor(page: Page) {
    this.page = page
    this.modes = page.getByRole('radiogroup', { name: 'How to look' })
    this.held = page.getByRole('region', { name: 'Messages that Weir holds' })
    this.status = page.getByRole('contentinfo').getByRole('button', { name: /held$/ })
    this.list = page.getByRole('dialog', { name: /held|holds/ })
    this.journal = page.getByRole('region', { name: 'Messages that Weir holds' })
  }

  async choose(mode: 'quick' | 'consume' | 'emulator view'): Promise<void> {
    await this.modes.getByText(mode, { exact: true }).click()
  }
}
