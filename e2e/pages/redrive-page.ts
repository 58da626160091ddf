import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import type { QueueUrl } from '#contract'

/** The redrive of a queue of the test's emulator, from a window that has just started. */
export async function openRedrive(page: Page, queueUrl: QueueUrl): Promise<RedrivePage> {
  await page.locator('html[data-painted="shell"]').waitFor()
  const name = queueUrl.split('/').at(-1) ?? ''
  await page.evaluate(
    (hash) => {
      location.hash = hash
    },
    `#/c/c-emulator/queues/${name}?url=${encodeURIComponent(queueUrl)}`,
  )
  const redrive = new RedrivePage(page)
  await redrive.tab.click()
  return redrive
}

/** The redrive of one queue: what goes where, and the moves that were made. */
export class RedrivePage {
  readonly page: Page
  readonly tab: Locator
  readonly target: Locator
  readonly chosen: Locator
  /** What entries of a capture are chosen by. */
  readonly text: Locator
  readonly all: Locator
  readonly canary: Locator
  readonly tryOut: Locator
  readonly tried: Locator
  /** The move that was begun last. */
  readonly newest: Locator

  constructor(page: Page) {
    const form = page.getByRole('form', { name: 'Redrive' })
    this.page = page
    this.tab = page.getByRole('tab', { name: 'Redrive' })
    this.target = form.getByPlaceholder('Pick a queue')
    this.chosen = form.getByRole('region', { name: 'What', exact: true }).getByRole('status')
    this.text = page.getByRole('textbox', { name: 'With this text' })
    this.all = form.getByRole('button', { name: 'Redrive all' })
    this.canary = form.getByRole('button', { name: 'Send one first' })
    this.tryOut = form.getByRole('button', { name: 'Try out' })
    this.tried = form.getByRole('region', { name: 'What would be sent' }).getByRole('status')
    this.newest = page.getByRole('region', { name: 'Moves' }).getByRole('article').first()
  }

  async chooseFromCapture(text: string): Promise<void> {
    await this.page.getByText('Entries of a capture').click()
    await this.text.fill(text)
  }

  async chooseByFilter(name: string): Promise<void> {
    await this.page.getByText('Entries of a capture').click()
    await this.page.getByRole('combobox', { name: 'Saved filter' }).click()
    await this.page.getByRole('option', { name }).click()
  }

  async chooseAll(): Promise<void> {
    await this.page.getByText(/^All messages/).click()
  }

  /** The first entry that was tried out, by hand. */
  async edit(body: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Edit', exact: true }).first().click()
    const dialog = this.page.getByRole('dialog', { name: /^Edit entry/ })
    await dialog.getByRole('textbox', { name: 'Body' }).fill(body)
    await dialog.getByRole('button', { name: 'Keep the edit' }).click()
  }

  async atMost(perSecond: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Pace' }).click()
    await this.page.getByRole('option', { name: 'At most this many a second' }).click()
    await this.page.getByRole('textbox', { name: 'At most this many a second' }).fill(perSecond)
  }

  /** How many the newest move has through with, by its own count. */
  async moved(): Promise<number> {
    const text = await this.newest.getByText(/^[\d,]+ of [\d,]+/).textContent()
    return Number(/^([\d,]+) of/.exec(text ?? '')?.[1]?.replaceAll(',', '') ?? 0)
  }

  /** Until it ends: what a kill may have hidden is waited for. */
  async goOn(): Promise<void> {
    await this.newest.getByRole('button', { name: 'Go on' }).click()
    await expect(this.newest.getByRole('status')).toHaveText('done', { timeout: 150_000 })
  }

  /** How many may have been sent. */
  async unknown(): Promise<number> {
    const text = await this.newest.textContent()
    return Number(/(\d+) may have been sent/.exec(text ?? '')?.[1] ?? 0)
  }

  async sendAgain(): Promise<void> {
    await this.newest.getByRole('button', { name: 'They did not arrive: send again' }).click()
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: /send again/ })
      .click()
    // It has something ahead of it again.
    await expect(this.newest.getByRole('status')).toHaveText('paused')
    await this.newest.getByRole('button', { name: 'Go on' }).click()
  }
}
