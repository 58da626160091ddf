import type { Locator, Page } from '@playwright/test'

/** The list of topics, and the page of one. */
export class TopicPage {
  readonly page: Page
  readonly topics: Locator
  readonly recipients: Locator
  readonly search: Locator

  constructor(page: Page) {
    this.page = page
    this.topics = page.getByRole('grid', { name: 'Topics' })
    this.search = page.getByRole('searchbox', { name: 'Search topics' })
    this.recipients = page.getByRole('grid', { name: 'Who gets it' })
  }

  async openList(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Sections' }).getByText('Topics').click()
  }

  topic(name: string): Locator {
    return this.topics.getByRole('row', { name: new RegExp(`^${name} `) })
  }

  async openTopic(name: string): Promise<void> {
    await this.topic(name).dblclick()
  }

  async openTab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name, exact: true }).click()
  }

  subscription(endpoint: string): Locator {
    return this.page.getByRole('grid').getByRole('row').filter({ hasText: endpoint })
  }

  recipient(endpoint: string): Locator {
    return this.recipients.getByRole('row').filter({ hasText: endpoint })
  }

  async writeBody(text: string): Promise<void> {
    await this.page.locator('.cm-content').first().click()
    await this.page.keyboard.press('ControlOrMeta+A')
    // Over coloured text Chromium would insert with the colour as an inline style, which the CSP refuses and logs.
    await this.page.keyboard.press('Delete')
    await this.page.keyboard.insertText(text)
  }
}
