import type { Locator, Page } from '@playwright/test'

/** The tab of a topic's page that traces a message. */
export class TracePage {
  readonly start: Locator
  readonly plan: Locator
  readonly result: Locator
  readonly #page: Page

  constructor(page: Page) {
    const main = page.getByRole('main')
    this.#page = page
    this.start = main.getByRole('button', { name: /^Publish and watch/ })
    this.plan = main.getByRole('grid', { name: 'Where it can be seen' })
    this.result = main.getByRole('grid', { name: 'Where it arrived' })
  }

  row(queue: string): Locator {
    return this.result.getByRole('row').filter({ hasText: queue })
  }

  /** Chooses a tap for a subscription. */
  tick(queue: string): Locator {
    return this.plan.getByRole('checkbox', { name: `See ${queue} by a tap` })
  }

  /** Opens the tab as a link would. */
  async open(topic: string): Promise<void> {
    const arn = `arn:aws:sns:us-east-1:000000000000:${topic}`
    await this.#page.evaluate(
      (hash) => {
        location.hash = hash
      },
      `#/c/sandbox/topics/${topic}?arn=${encodeURIComponent(arn)}&tab=trace`,
    )
  }
}
