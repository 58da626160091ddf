import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createStream, putRecords } from '../src-main/testing/contract-streams.ts'
import { kinesisClientFor, startKinesis } from '../src-main/testing/kinesis-emulators.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'

/** Every screen, in both themes and both languages; each is checked by axe and kept as a picture to be looked at. */
const pictures = 'test-results/screens'

async function check(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
  expect(await violationsOf(page), name).toEqual([])
}

async function open(page: Page, path: string, connection = 'sandbox'): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/c/${connection}/${path}`)
}

test.describe.configure({ mode: 'parallel' })

for (const language of ['en', 'ko'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`screens of queues and of the shell are accessible in ${language}, ${theme}`, async () => {
      const weir = await launchWeir({ settings: { theme, language } })
      const { page } = weir
      const name = (screen: string): string => `${screen}-${language}-${theme}`
      await page.locator('html[data-painted="shell"]').waitFor()
      await open(page, 'queues')
      await page.getByRole('row').filter({ hasText: 'orders-dlq' }).first().waitFor()
      await check(page, name('queues'))
      await page.getByRole('button', { name: 'orders-dlq', exact: true }).first().dblclick()
      await page.getByRole('region', { name: /.+/ }).filter({ hasText: /\+1/ }).waitFor()
      await check(page, name('queue'))
      await page.locator('form button[type=submit]').click()
      await page.getByRole('grid').getByRole('row').nth(1).click()
      await expect(page.getByRole('article')).toContainText('12,5O')
      await check(page, name('message'))
      await page.getByRole('tab', { name: /^Scan|^스캔/ }).click()
      await page
        .getByRole('region', { name: /costs|비용/ })
        .getByRole('listitem')
        .first()
        .waitFor()
      await check(page, name('scan'))
      await page.getByRole('tab', { name: /^Send|^전송/ }).click()
      await page.locator('.cm-content').waitFor()
      await check(page, name('send'))
      await page.getByRole('tab', { name: /^Redrive|^리드라이브/ }).click()
      await page.getByRole('tabpanel').getByRole('form').waitFor()
      await check(page, name('redrive'))
      await page.getByRole('tab', { name: /^Attributes|^속성/ }).click()
      await expect(page.getByText('QueueArn')).toBeVisible()
      await check(page, name('attributes'))
      for (const [index, part] of ['policy', 'tags', 'dead-letters'].entries()) {
        await page
          .getByRole('tab')
          .nth(index + 5)
          .click()
        await page.getByRole('tabpanel').getByRole('button').first().waitFor()
        await check(page, name(part))
      }
      await page
        .getByRole('banner')
        .getByRole('button', { name: /us-east-1/ })
        .click()
      await page.getByRole('menuitem', { name: /^Add connection|^연결 추가/ }).click()
      await page.getByRole('dialog').getByRole('textbox').first().waitFor()
      await check(page, name('connection'))
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      for (const screen of ['overview', 'journal', 'sandbox', 'settings']) {
        await open(page, screen)
        await expect(page.getByRole('main')).not.toBeEmpty()
        await page
          .getByRole('main')
          .getByRole('heading')
          .or(page.getByRole('grid'))
          .first()
          .waitFor()
        await check(page, name(screen))
      }
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').waitFor()
      await check(page, name('palette'))
      await page.keyboard.press('Escape')
      expect(weir.refused).toEqual([])
      await weir.close()
      rmSync(weir.folder, { recursive: true, force: true })
    })

    test(`screens of topics are accessible in ${language}, ${theme}`, async () => {
      const weir = await launchWeir({ settings: { theme, language } })
      const { page } = weir
      const name = (screen: string): string => `${screen}-${language}-${theme}`
      await page.locator('html[data-painted="shell"]').waitFor()
      await open(page, 'topics')
      await page.getByRole('row').filter({ hasText: 'order-events' }).first().waitFor()
      await check(page, name('topics'))
      await page.getByRole('row').filter({ hasText: 'order-events' }).first().dblclick()
      await page.getByRole('row').filter({ hasText: 'shipping' }).first().click()
      await page.locator('.cm-content').waitFor()
      await check(page, name('topic'))
      await page.getByRole('tab', { name: /^Publish|^게시/ }).click()
      await page.locator('.cm-content').click()
      await page.keyboard.insertText('{"event":"order-paid"}')
      await page.getByRole('row').filter({ hasText: 'order.weightGrams' }).waitFor()
      await check(page, name('publish'))
      await page.getByRole('tab', { name: /^Tap|^엿보기/ }).click()
      await page.getByRole('tabpanel').getByRole('button').first().waitFor()
      await check(page, name('tap'))
      await page.getByRole('tab', { name: /^Trace|^추적/ }).click()
      await page.getByRole('row').filter({ hasText: 'shipping' }).waitFor()
      await check(page, name('trace-plan'))
      await page
        .getByRole('row')
        .filter({ hasText: 'analytics' })
        .getByRole('checkbox')
        .last()
        .click()
      await page.getByRole('button', { name: /^Publish and watch|^게시하고/ }).click()
      await page
        .getByRole('row')
        .filter({ hasText: /sent \(tap\)|전송됨/ })
        .waitFor()
      await check(page, name('trace'))
      await page.getByRole('tab', { name: /^Filter lab|^필터/ }).click()
      await page.getByRole('combobox').selectOption({ label: 'shipping' })
      await page.locator('.cm-content').nth(1).click()
      await page.keyboard.insertText('{"event":"order-paid","order":{"weightGrams":"200"}}')
      await page.getByRole('list').filter({ hasText: 'weightGrams' }).first().waitFor()
      await check(page, name('filter-lab'))
      for (const [part, label] of [
        ['topic-attributes', /^Attributes|^속성/],
        ['topic-policy', /^Policy|^정책/],
        ['topic-tags', /^Tags|^태그/],
      ] as const) {
        await page.getByRole('tab', { name: label }).click()
        await page.getByRole('tabpanel').getByRole('button').first().waitFor()
        await check(page, name(part))
      }
      expect(weir.refused).toEqual([])
      await weir.close()
      rmSync(weir.folder, { recursive: true, force: true })
    })

    test(`screens of streams are accessible in ${language}, ${theme}`, async () => {
      // The sandbox has its stream a while after the rest; records that were put before are there at once.
      const emulator = await startKinesis('kinesis-local')
      const kinesis = kinesisClientFor(emulator.endpoint)
      await createStream(kinesis, 'click-events', 2)
      await putRecords(kinesis, { name: 'click-events', count: 30, keyOf: String })
      const folder = folderWithEmulator({ endpoint: emulator.endpoint })
      const weir = await launchWeir({ folder, settings: { theme, language } })
      const { page } = weir
      const name = (screen: string): string => `${screen}-${language}-${theme}`
      await page.locator('html[data-painted="shell"]').waitFor()
      await open(page, 'streams', 'c-emulator')
      await page.getByRole('row').filter({ hasText: 'click-events' }).first().waitFor()
      await check(page, name('streams'))
      await page.getByText('click-events', { exact: true }).first().click()
      await page.getByRole('tab', { name: /^Timeline|^타임라인/ }).click()
      await page.getByRole('tabpanel').getByRole('button').first().waitFor()
      await check(page, name('timeline'))
      await page.getByRole('tab', { name: /^Shards|^샤드/ }).click()
      await page.getByRole('option').first().waitFor()
      await check(page, name('shards'))
      await page.getByRole('tab', { name: /^Put|^넣기/ }).click()
      await page.locator('.cm-content').first().waitFor()
      await check(page, name('put'))
      expect(weir.refused).toEqual([])
      await weir.close()
      kinesis.destroy()
      await emulator.close()
      rmSync(folder, { recursive: true, force: true })
    })
  }
}
