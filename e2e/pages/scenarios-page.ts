import type { Locator, Page } from '@playwright/test'

/** The scenarios of the sandbox as a user sees them. */
export class ScenariosPage {
  readonly page: Page
  readonly main: Locator

  constructor(page: Page) {
    this.page = page
    this.main = page.getByRole('main')
  }

  async open(name: 'store' | 'burst' | 'fanout'): Promise<void> {
    await this.page.locator('html[data-painted="shell"]').waitFor()
    await this.page.evaluate((scenario) => {
      location.hash = `#/c/sandbox/scenarios?name=${scenario}`
    }, name)
  }

  button(name: string): Locator {
    return this.main.getByRole('button', { name, exact: true })
  }

  field(name: string): Locator {
    return this.main.getByRole('textbox', { name })
  }

  part(name: RegExp): Locator {
    return this.main.getByRole('region', { name: 'Picture of the parts' }).getByText(name)
  }

  /** A figure of the table: `direct` or `queued`, and the row's name. */
  async figure(cell: string): Promise<number> {
    const text = await this.main.getByTestId(cell).textContent()
    return Number((text ?? '').replaceAll(',', ''))
  }

  /** Where the sandbox's SQS answers, as its page says it. */
  async endpoint(): Promise<string> {
    await this.page.locator('html[data-painted="shell"]').waitFor()
    await this.page.evaluate(() => {
      location.hash = '#/c/sandbox/sandbox'
    })
    const endpoint = this.main.getByText(/^http:\/\/127\.0\.0\.1:\d+$/).first()
    return (await endpoint.textContent()) ?? ''
  }
}
