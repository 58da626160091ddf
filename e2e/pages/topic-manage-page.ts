import type { Locator, Page } from '@playwright/test'

/** Attributes, policies and tags of one topic, and the bar that saves them. */
export class TopicManagePage {
  readonly page: Page
  readonly doubts: Locator
  readonly publishers: Locator

  constructor(page: Page) {
    this.page = page
    this.doubts = page.getByRole('region', { name: 'What is doubtful' })
    this.publishers = page.getByRole('region', { name: 'Who may publish' })
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true })
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name, exact: true }).click()
  }

  async writePolicy(text: string): Promise<void> {
    await this.page.locator('.cm-content').click()
    await this.page.keyboard.press('ControlOrMeta+A')
    // Over coloured text Chromium would insert with the colour as an inline style, which the CSP refuses and logs.
    await this.page.keyboard.press('Delete')
    await this.page.keyboard.insertText(text)
  }
}
