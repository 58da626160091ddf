import type { Locator, Page } from '@playwright/test'

type Tab = 'Attributes' | 'Policy' | 'Tags' | 'Dead letters'

/** Changing one queue: its tabs, the bar that saves, the menu, and the question before anything is sent. */
export class QueueChangePage {
  readonly page: Page
  readonly dialog: Locator
  readonly more: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog')
    this.more = page.getByRole('button', { name: 'More for this queue' })
  }

  async open(name: Tab): Promise<void> {
    await this.page
      .getByRole('tablist', { name: 'Parts of the queue' })
      .getByRole('tab', { name })
      .click()
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true })
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name }).click()
  }

  /** Answers the question with its own verb, typing the connection's name where that is asked for. */
  async confirm(verb: string | RegExp, typedName?: string): Promise<void> {
    if (typedName !== undefined) await this.dialog.getByRole('textbox').fill(typedName)
    await this.dialog.getByRole('button', { name: verb }).click()
  }

  async choose(item: RegExp): Promise<void> {
    await this.more.click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }
}
