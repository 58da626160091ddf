import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startFakeAws } from '../src-main/testing/fake-aws.ts'
import type { FakeAws } from '../src-main/testing/fake-aws.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'

const pictures = 'test-results/screens'
let aws: FakeAws
let home: string

test.beforeAll(async () => {
  aws = await startFakeAws()
  home = mkdtempSync(join(tmpdir(), 'weir-home-'))
  const config = join(home, 'config')
  writeFileSync(
    config,
    '[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = base-secret\n' +
      '[profile ops]\nrole_arn = arn:aws:iam::123456789012:role/ops\nsource_profile = base\n' +
      'mfa_serial = arn:aws:iam::123456789012:mfa/jo\n' +
      '[profile lost]\nrole_arn = arn:aws:iam::123456789012:role/ops\nsource_profile = gone\n',
  )
  process.env['AWS_CONFIG_FILE'] = config
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(home, 'none')
})
test.afterAll(async () => {
  delete process.env['AWS_CONFIG_FILE']
  delete process.env['AWS_SHARED_CREDENTIALS_FILE']
  await aws.close()
  rmSync(home, { recursive: true })
})

async function check(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
  expect(await violationsOf(page), name).toEqual([])
}

test('a draft is tested before it is saved: a source that is missing, a code that is asked for', async ({
  weir,
}) => {
  const { page } = weir
  const connections = new ConnectionsPage(page)
  const form = page.getByRole('dialog', { name: 'Add connection' })
  await connections.choose('Add connection')
  await form.getByText('AWS profile', { exact: true }).click()
  await form.getByRole('combobox', { name: 'Profile' }).selectOption('lost')
  await form.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(form.getByRole('alert')).toContainText('Profile lost names gone as its source')
  await check(page, 'connection-draft-fails')

  await form.getByRole('combobox', { name: 'Profile' }).selectOption('ops')
  await expect(form.getByRole('alert')).toHaveCount(0)
  // A region that is none: nobody is there, and the code goes nowhere.
  await form.getByRole('combobox', { name: 'Region' }).fill('zz-nowhere-1')
  await form.getByRole('button', { name: 'Test', exact: true }).click()
  const code = page.getByRole('dialog', { name: 'Code for ops' })
  await expect(code.getByRole('textbox')).toBeFocused()
  await check(page, 'connection-draft-code')
  await page.keyboard.type('123456')
  await page.keyboard.press('Enter')
  await expect(code).toHaveCount(0)
  await expect(form.getByRole('alert')).toContainText('cannot be resolved')
  await expect(form.getByRole('combobox', { name: 'Region' })).toHaveValue('zz-nowhere-1')

  await form.getByRole('button', { name: 'Test', exact: true }).click()
  await code.getByRole('button', { name: 'Cancel' }).click()
  await expect(form.getByRole('alert')).toContainText('code of your device was not given')
  await form.getByRole('button', { name: 'Cancel' }).click()
  await connections.switcher.click()
  await expect(page.getByRole('menuitem', { name: /^ops/ })).toHaveCount(0)
})

const words = {
  en: { add: 'Add connection', endpoint: 'Endpoint', test: 'Test', choose: 'Choose…' },
  ko: { add: '연결 추가', endpoint: '엔드포인트', test: '테스트', choose: '선택…' },
} as const

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'ko'],
] as const) {
  test(`a CA file of its own makes an address believed (${theme}, ${language})`, async () => {
    const { add, endpoint, test: verb, choose } = words[language]
    const weir = await launchWeir({ settings: { theme, language } })
    const { page, app } = weir
    const connections = new ConnectionsPage(page)
    const { dialog } = connections
    await app.evaluate(({ dialog: system }, path) => {
      system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
    }, aws.caFile)
    await connections.choose(add)
    await dialog.getByRole('textbox', { name: endpoint }).fill(aws.endpoint)
    await dialog.getByRole('button', { name: verb, exact: true }).click()
    await expect(dialog.getByRole('alert')).toBeVisible()
    await check(page, `connection-untrusted-${theme}-${language}`)
    await dialog.getByRole('button', { name: choose }).click()
    await expect(dialog.getByText('Weir test-only CA')).toBeVisible()
    await dialog.getByRole('button', { name: verb, exact: true }).click()
    await expect(dialog.getByRole('status')).toBeVisible()
    await check(page, `connection-trusted-${theme}-${language}`)
    expect(readFileSync(join(home, 'config'), 'utf8')).toContain('[profile ops]')
    await weir.close()
    rmSync(weir.folder, { recursive: true, force: true })
  })
}
