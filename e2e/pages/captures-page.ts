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

/** Filters kept under a name. */
class SavedFilters {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async save(name: string): Promise<void> {
    await this.#choose('Save this filter…')
    await this.#name('Save this filter', name, 'Save')
  }

  async use(name: string): Promise<void> {
    await this.#choose(name)
  }

  /** The list of filters stays open. */
  async rename(name: string, to: string): Promise<void> {
    await this.#choose('Rename or remove filters…')
    await this.#page.getByRole('button', { name: `Rename the filter ${name}` }).click()
    await this.#name(`Rename “${name}”`, to, 'Rename')
  }

  async #choose(item: string): Promise<void> {
    await this.#page
      .getByRole('main')
      .getByRole('button', { name: 'Saved filters', exact: true })
      .click()
    await this.#page.getByRole('menuitem', { name: item, exact: true }).click()
  }

  async #name(title: string, name: string, verb: string): Promise<void> {
    const dialog = this.#page.getByRole('dialog', { name: title })
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
    await dialog.getByRole('button', { name: verb, exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
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
  readonly savedFilters: SavedFilters
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
    this.savedFilters = new SavedFilters(page)
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
