import type { Locator, Page } from '@playwright/test'

/** The tab of a topic's page that taps it. */
export class TapPage {
  readonly start: Locator
  readonly stop: Locator
  readonly rows: Locator
  readonly message: Locator
  readonly #page: Page

  constructor(page: Page) {
    const main = page.getByRole('main')
    this.#page = page
    this.start = main.getByRole('button', { name: /^Start the tap/ })
    this.stop = main.getByRole('button', { name: 'Stop and remove' })
    this.rows = main.getByRole('grid').locator('[role=row][id]')
    this.message = main.getByRole('article', { name: 'Message' })
  }

  /** Opens the tab as a link would. */
  async open(topic: string): Promise<void> {
    const arn = `arn:aws:sns:us-east-1:000000000000:${topic}`
    await this.#page.evaluate(
      (hash) => {
        location.hash = hash
      },
      `#/c/sandbox/topics/${topic}?arn=${encodeURIComponent(arn)}&tab=tap`,
    )
  }
}
