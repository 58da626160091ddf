import type { Locator, Page } from '@playwright/test'

/** One queue: looks with their ledger, messages, sending. */
export class QueuePage {
  readonly page: Page
  readonly ledger: Locator
  readonly lookButton: Locator
  readonly report: Locator
  readonly messages: Locator
  readonly opened: Locator
  readonly body: Locator
  readonly sendButton: Locator

  constructor(page: Page) {
    this.page = page
    this.ledger = page.getByRole('region', { name: 'What this look costs' })
    this.lookButton = page.getByRole('button', { name: /^Look/ })
    this.report = page.getByRole('status').filter({ hasText: /Received|No message/ })
    this.messages = page.getByRole('grid', { name: 'Messages seen' })
    this.opened = page.getByRole('article', { name: 'Message' })
    this.body = page.getByRole('textbox', { name: 'Body' })
    this.sendButton = page.getByRole('button', { name: /^Send message/ })
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name })
  }

  tab(name: 'Messages' | 'Send' | 'Attributes'): Locator {
    return this.page.getByRole('tablist', { name: 'Parts of the queue' }).getByRole('tab', { name })
  }

  async look(): Promise<void> {
    await this.lookButton.click()
    await this.report.waitFor()
  }

  message(text: string): Locator {
    return this.messages.getByRole('row').filter({ hasText: text })
  }

  async send(body: string): Promise<void> {
    await this.tab('Send').click()
    await this.body.fill(body)
    await this.sendButton.click()
  }

  async deleteMessage(text: string): Promise<void> {
    await this.message(text).getByRole('checkbox').check()
    await this.page.getByRole('button', { name: 'Delete 1 message' }).click()
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Delete/ })
      .click()
  }
}
