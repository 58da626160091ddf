import type { Locator, Page } from '@playwright/test'

/** The user's schemas, and what is read by them. */
export class SchemasPage {
  readonly list: Locator
  readonly rules: Locator
  readonly told: Locator
  readonly #page: Page

  constructor(page: Page) {
    const main = page.getByRole('main')
    this.#page = page
    this.list = main.getByRole('list', { name: 'Schemas' })
    this.rules = main.getByRole('table', { name: 'What is read by them' })
    this.told = main.getByRole('status')
  }

  async open(): Promise<void> {
    await this.#page.getByRole('link', { name: 'Schemas' }).click()
  }

  async add(name: string, text: string): Promise<void> {
    const main = this.#page.getByRole('main')
    await main.getByRole('button', { name: 'Add schema' }).click()
    await main.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
    await main.getByRole('textbox', { name: 'Text of the schema' }).fill(text)
  }

  async save(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Save schema' }).click()
  }
}
