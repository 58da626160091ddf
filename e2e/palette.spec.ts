import { expect, launchWeir, test } from './fixtures/weir-app.ts'

test('what is typed right after Ctrl+K goes into the palette, not into the message behind it', async () => {
  const weir = await launchWeir()
  const { page } = weir
  await page.getByRole('row').filter({ hasText: 'orders' }).first().waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('q')
  await page.getByRole('row').filter({ hasText: 'playground' }).first().dblclick()
  await page.getByRole('tab', { name: 'Send', exact: true }).click()
  const body = page.locator('.cm-content')
  await body.click()
  await page.keyboard.insertText('kept')
  // Without a pause between them: a fast typist's keys arrive before the palette is there.
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('purge')
  const search = page.getByRole('textbox', { name: /^Go to a queue/ })
  await expect(search).toHaveValue('purge')
  await expect(body).toHaveText('kept')
  await page.keyboard.press('Escape')
  await expect(search).toBeHidden()
  await body.click()
  await page.keyboard.press('End')
  await page.keyboard.type(' on')
  await expect(body).toHaveText('kept on')
  await weir.close()
})
