import type { Locator, Page } from '@playwright/test'

/** The connection switcher and the guard menu. */
export class ConnectionsPage {
  readonly page: Page
  readonly switcher: Locator
  readonly guard: Locator

  constructor(page: Page) {
    this.page = page
    this.switcher = page.getByRole('banner').getByRole('button').first()
    this.guard = page.getByRole('button', { name: /guard/i })
  }

  async switchTo(name: string): Promise<void> {
    await this.switcher.click()
    await this.page.getByRole('menuitem', { name: new RegExp(name) }).click()
  }
}
