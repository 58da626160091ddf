import type { Locator, Page } from '@playwright/test'

/** The filter lab of a topic. */
export class FilterLabPage {
  readonly page: Page
  readonly decision: Locator
  readonly why: Locator
  readonly whatIf: Locator
  readonly matrix: Locator

  constructor(page: Page) {
    this.page = page
    this.decision = page.getByRole('region', { name: 'Decision' })
    this.why = page.getByRole('list', { name: 'Why' })
    this.whatIf = page.getByRole('region', { name: 'What the edit would change' })
    this.matrix = page.getByRole('grid', { name: 'Messages and who gets them' })
  }

  /** Replaces what an editor holds. */
  private async write(label: string, text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: label }).click()
    await this.page.keyboard.press('ControlOrMeta+A')
    // Over coloured text Chromium would insert with the colour as an inline style, which the CSP refuses and logs.
    await this.page.keyboard.press('Delete')
    await this.page.keyboard.insertText(text)
  }

  writePolicy(text: string): Promise<void> {
    return this.write('Filter policy', text)
  }

  writeBody(text: string): Promise<void> {
    return this.write('Body to try', text)
  }

  async keep(): Promise<void> {
    await this.page.getByRole('button', { name: 'Keep', exact: true }).click()
  }

  async showEvery(): Promise<void> {
    await this.page.getByText(/^Every message/).click()
  }
}
