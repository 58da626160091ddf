import type { Locator, Page } from '@playwright/test'

/** The tab of a stream that shows its shards and the iterators on them. */
export class ShardsPage {
  readonly page: Page
  readonly map: Locator
  readonly shards: Locator
  readonly iterators: Locator
  readonly records: Locator
  readonly partitionKey: Locator
  readonly explicitHashKey: Locator

  constructor(page: Page) {
    this.page = page
    this.map = page.getByRole('listbox', { name: 'Shards to scale' })
    this.shards = page.getByRole('grid', { name: 'Shards', exact: true })
    this.iterators = page.getByRole('grid', { name: 'Live iterators' })
    this.records = page.getByRole('grid', { name: 'Records read' })
    this.partitionKey = page.getByRole('textbox', { name: 'Partition key' })
    this.explicitHashKey = page.getByRole('textbox', { name: 'Explicit hash key' })
  }

  async openStream(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Sections' }).getByText('Streams').click()
    await this.page.getByRole('row', { name: new RegExp(`^${name} `) }).dblclick()
    await this.page.getByRole('tab', { name: 'Shards' }).click()
  }

  async getIterator(shard: string): Promise<void> {
    await this.shards.getByRole('row', { name: new RegExp(`^${shard} `) }).click()
    await this.page.getByRole('button', { name: `Get iterator of shard ${shard}` }).click()
  }

  async readOnce(): Promise<void> {
    await this.page.getByRole('button', { name: 'Read once' }).click()
  }
}
