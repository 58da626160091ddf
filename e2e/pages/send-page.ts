import type { Locator, Page } from '@playwright/test'

/** The send tab of a queue's page. */
export class SendPage {
  readonly #page: Page
  readonly progress: Locator
  readonly outcomes: Locator

  constructor(page: Page) {
    this.#page = page
    this.progress = page.getByRole('region', { name: 'Progress of the send' })
    this.outcomes = page.getByRole('grid', { name: 'What became of each message' })
  }

  async open(mode: 'Single' | 'Repeat' | 'File'): Promise<void> {
    await this.#page.getByRole('tab', { name: 'Send' }).click()
    await this.#page
      .getByRole('radiogroup', { name: 'What to send' })
      .getByText(mode, { exact: true })
      .click()
  }

  async typeBody(body: string): Promise<void> {
    await this.#page.getByRole('textbox', { name: 'Message body' }).fill(body)
  }

  sendButton(): Locator {
    return this.#page.getByRole('button', { name: /^Send \d/ })
  }
}
