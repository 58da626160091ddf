import type { Locator, Page } from '@playwright/test'

/** The journal: its filter, its entries, one entry whole. */
export class JournalPage {
  readonly page: Page
  readonly search: Locator
  readonly entries: Locator
  readonly details: Locator

  constructor(page: Page) {
    this.page = page
    this.search = page.getByRole('searchbox', { name: /^Search operation/ })
    this.entries = page.getByRole('grid', { name: 'What Weir changed or looked at' })
    this.details = page.getByRole('article', { name: 'Entry' })
  }

  entry(text: string): Locator {
    return this.entries.getByRole('row').filter({ hasText: text })
  }
}
