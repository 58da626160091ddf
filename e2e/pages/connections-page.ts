import type { Locator, Page } from '@playwright/test'

/** The connection switcher and the guard menu. */
export class ConnectionsPage {
  readonly page: Page
  readonly switcher: Locator
  readonly guard: Locator
  readonly dialog: Locator

  constructor(page: Page) {
    this.page = page
    // By where it is, since it comes a frame after the shell: until then another button is the first one.
    this.switcher = page.getByRole('banner').getByRole('button', { name: /[a-z]{2}-[a-z]+-1/ })
    this.dialog = page.getByRole('dialog')
    this.guard = page.getByRole('button', { name: /guard/i })
  }

  async switchTo(name: string): Promise<void> {
    await this.switcher.click()
    await this.page.getByRole('menuitem', { name: new RegExp(name) }).click()
  }

  /** Opens the menu and takes one of its lines. */
  async choose(line: string): Promise<void> {
    await this.switcher.click()
    await this.page.getByRole('menuitem', { name: line }).click()
  }

  async add(name: string, endpoint: string): Promise<void> {
    await this.switcher.click()
    await this.page.getByRole('menuitem', { name: 'Add connection' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: /endpoint|address/i }).fill(endpoint)
    await dialog.getByRole('textbox', { name: /^name/i }).fill(name)
    await dialog.getByRole('button', { name: /^Add/ }).click()
    await dialog.getByRole('button', { name: `Open ${name}` }).click()
  }
}
