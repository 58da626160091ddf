import type { Locator, Page } from '@playwright/test'

/** The list of queues. */
export class QueueListPage {
  readonly page: Page
  readonly table: Locator
  readonly search: Locator

  constructor(page: Page) {
    this.page = page
    this.table = page.getByRole('grid', { name: 'Queues' })
    this.search = page.getByRole('searchbox', { name: 'Search queues' })
  }

  /** The row of exactly this queue: its name is followed by what it is, not by more of a name. */
  row(name: string): Locator {
    // Before it stand the checkbox and the star, both with the name in theirs.
    return this.table.getByRole('row', {
      name: new RegExp(`(favourite|it back) ${name} (Added by |dead-letter|std|fifo)`),
    })
  }

  /** The approximate number of visible messages in a row. */
  async visible(name: string): Promise<number> {
    const text = await this.row(name).getByRole('gridcell').nth(4).innerText()
    return Number(text.replaceAll(/\D/g, ''))
  }

  star(name: string): Locator {
    return this.row(name).getByRole('button', { name: new RegExp(`^Make ${name} a|^${name} is a`) })
  }

  async sortBy(header: string): Promise<void> {
    await this.table.getByRole('columnheader', { name: header }).getByRole('button').click()
  }

  async openQueue(name: string): Promise<void> {
    await this.row(name).dblclick()
  }
}
