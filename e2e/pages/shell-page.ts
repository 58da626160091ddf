import type { Locator, Page } from '@playwright/test'

type Section = 'Overview' | 'Queues' | 'Captures' | 'Journal' | 'Sandbox' | 'Settings'

/** What surrounds every page: sections, connection, guard, status bar. */
export class ShellPage {
  readonly page: Page
  readonly sections: Locator
  readonly status: Locator
  readonly notices: Locator

  constructor(page: Page) {
    this.page = page
    this.sections = page.getByRole('navigation', { name: 'Sections' })
    this.status = page.getByRole('contentinfo')
    this.notices = page.getByRole('region', { name: 'Notices from the start' })
  }

  /** Waits for the painted shell, not for any answer. */
  async isPainted(): Promise<void> {
    await this.page.locator('html[data-painted="shell"]').waitFor()
  }

  async open(section: Section): Promise<void> {
    await this.sections.getByRole('link', { name: section, exact: true }).click()
  }
}
