import type { Locator, Page } from '@playwright/test'

/** Groups of like entries, beside the list. */
class GroupsPane {
  readonly status: Locator
  readonly #main: Locator
  readonly #pane: Locator

  constructor(main: Locator) {
    this.#main = main
    this.#pane = main.getByRole('region', { name: 'Groups of like entries' })
    this.status = this.#pane.getByRole('status')
  }

  async open(): Promise<void> {
    await this.#main.getByRole('button', { name: 'Groups', exact: true }).click()
  }

  async by(name: 'Source' | 'Shape' | 'Fields'): Promise<void> {
    await this.#pane.getByText(name, { exact: true }).first().click()
  }

  async fields(paths: string): Promise<void> {
    await this.#pane.getByRole('textbox', { name: 'Body paths' }).fill(paths)
    await this.#pane.getByRole('button', { name: 'Group', exact: true }).click()
  }

  row(text: string): Locator {
    return this.#pane.getByRole('row').filter({ hasText: text }).first()
  }
}

/** Keeping messages, the list of captures, and one of them. */
export class CapturesPage {
  readonly list: Locator
  readonly rows: Locator
  readonly entry: Locator
  readonly find: Locator
  readonly count: Locator
  readonly groups: GroupsPane
  readonly #page: Page

  constructor(page: Page) {
    const main = page.getByRole('main')
    this.#page = page
    this.list = main.getByRole('grid', { name: /^(Captures|캡처)$/ })
    this.rows = main
      .getByRole('grid', { name: /^(Entries of|.*의 항목$)/ })
      .locator('[role=row][id]')
    this.entry = main.getByRole('article', { name: /^(Entry|항목)$/ })
    this.find = main.getByRole('searchbox', { name: /^(Search entries|항목 검색)$/ })
    this.groups = new GroupsPane(main)
    this.count = main.getByRole('search').getByRole('status')
  }

  /** What the look showed, under a name. */
  async keep(name: string): Promise<void> {
    await this.#page.getByRole('button', { name: /^Keep \d+ messages?…$/ }).click()
    const dialog = this.#page.getByRole('dialog', { name: /^Keep \d+ message/ })
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
    await dialog.getByRole('button', { name: 'Keep' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  async open(name: string): Promise<void> {
    await this.list.getByRole('button', { name, exact: true }).click()
  }
}
