import type { Locator, Page } from '@playwright/test'

/** The list of streams and the timeline of one. */
export class StreamPage {
  readonly list: Locator
  readonly rows: Locator
  readonly lanes: Locator
  readonly record: Locator
  readonly read: Locator
  readonly find: Locator
  readonly #page: Page

  constructor(page: Page) {
    const main = page.getByRole('main')
    this.#page = page
    this.list = main.getByRole('grid', { name: 'Streams' })
    this.rows = main.getByRole('grid', { name: /^Records of/ }).locator('[role=row][id]')
    this.lanes = main.getByRole('grid', { name: 'Shards' }).locator('[role=row][id]')
    this.record = main.getByRole('article', { name: 'Record' })
    this.read = main.getByRole('status').filter({ hasText: 'read' })
    this.find = main.getByRole('searchbox', { name: 'Find in records' })
  }

  async openList(): Promise<void> {
    await this.#page.getByRole('link', { name: 'Streams' }).click()
    await this.#page.locator('html[data-streams]').waitFor()
  }

  async open(name: string): Promise<void> {
    await this.list.getByText(name, { exact: true }).click()
  }
}
