import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createQueue } from '../src-main/testing/contract-queues.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { startFaultProxy } from '../src-main/testing/fault-proxy.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { QueueListPage } from './pages/queue-list-page.ts'
import { ShellPage } from './pages/shell-page.ts'

const pictures = 'test-results/screens'
let emulators: Emulator[]

test.beforeAll(async () => {
  emulators = [await startFauxqs(), await startFauxqs()]
  for (const [index, { endpoint }] of emulators.entries())
    await createQueue(sqsClientFor(endpoint), `only-in-${String(index)}`)
})
test.afterAll(async () => {
  await Promise.all(emulators.map((emulator) => emulator.close()))
})

async function check(page: Page, name: string, except: string[] = []): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
  expect(await violationsOf(page, except), name).toEqual([])
}

const endpoint = (index: number): string => emulators[index]?.endpoint ?? ''

test('a connection is edited: the other address shows its own queues and none of the first', async ({
  weir,
}) => {
  const { page } = weir
  const connections = new ConnectionsPage(page)
  const queues = new QueueListPage(page)
  await connections.add('Two-faced', endpoint(0))
  await new ShellPage(page).open('Queues')
  await expect(queues.row('only-in-0')).toBeVisible()
  await connections.choose('Edit Two-faced')
  await check(page, 'connection-edit')
  await connections.dialog.getByRole('textbox', { name: 'Endpoint' }).fill(endpoint(1))
  await connections.dialog.getByRole('radio', { name: 'Teal' }).check()
  await connections.dialog.getByRole('textbox', { name: 'Calls per minute' }).fill('120')
  await connections.dialog.getByRole('button', { name: 'Save and test' }).click()
  await connections.dialog.getByRole('button', { name: 'Open Two-faced' }).click()
  await new ShellPage(page).open('Queues')
  await expect(queues.row('only-in-1')).toBeVisible()
  await expect(queues.row('only-in-0')).toHaveCount(0)
  await connections.choose('Edit Two-faced')
  await expect(connections.dialog.getByRole('radio', { name: 'Teal' })).toBeChecked()
  await expect(connections.dialog.getByRole('textbox', { name: 'Calls per minute' })).toHaveValue(
    '120',
  )
})

test('a region is switched, a connection copied, and one removed', async ({ weir }) => {
  const { page } = weir
  const connections = new ConnectionsPage(page)
  await connections.add('Mine', endpoint(0))
  await connections.choose('Change region')
  await connections.dialog.getByRole('combobox', { name: 'Region' }).fill('eu-west-1')
  await check(page, 'connection-region')
  await connections.dialog.getByRole('button', { name: 'Switch to eu-west-1' }).click()
  await expect(connections.switcher).toContainText('eu-west-1')
  await connections.choose('Duplicate Mine')
  await expect(connections.switcher).toContainText('Mine (copy)')
  await connections.choose('Remove Mine (copy)')
  await connections.dialog.getByRole('button', { name: 'Remove connection' }).click()
  await expect(connections.switcher).toContainText('Sandbox')
  await connections.switcher.click()
  await expect(page.getByRole('menuitem', { name: /^Mine/ })).toHaveCount(1)
  // Mantine puts all menus into one element beside the landmarks; that is advice of axe, not a rule of WCAG.
  await check(page, 'connection-switcher', ['region'])
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('[role=menuitem]:focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(connections.switcher).toBeFocused()
})

test('static keys: the secret goes in once, is never shown, and a colour is not production', async ({
  weir,
}) => {
  const { page } = weir
  const connections = new ConnectionsPage(page)
  await connections.choose('Add connection')
  const { dialog } = connections
  await dialog.getByText('Access keys', { exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Access key ID' }).fill('AKIAIOSFODNN7EXAMPLE')
  await dialog.getByRole('textbox', { name: /^Name/ }).fill('By keys')
  await expect(dialog.getByRole('button', { name: 'Add and test' })).toBeDisabled()
  await dialog.getByLabel('Secret access key').fill('do-not-show-this-secret')
  // A region that is none: nobody is there, and nothing of the keys leaves this machine.
  await dialog.getByRole('combobox', { name: 'Region' }).fill('zz-nowhere-1')
  await expect(dialog.getByText('Production keeps its red frame.')).toBeVisible()
  await check(page, 'connection-keys')
  await dialog.getByRole('button', { name: 'Add and test' }).click()
  await dialog.getByRole('button', { name: 'Open By keys' }).waitFor()
  await dialog.getByRole('button', { name: 'Open By keys' }).click()
  await connections.choose('Edit By keys')
  await expect(dialog.getByLabel('Secret access key')).toHaveValue('')
  await expect(dialog.getByLabel('Secret access key')).toHaveAttribute('placeholder', /^Saved/)
  for (const file of readdirSync(weir.folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || !file.name.endsWith('.json')) continue
    expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain('do-not-show')
  }
})

test('credentials that end are told of once, and everything resumes', async () => {
  const [emulator] = emulators
  const proxy = await startFaultProxy({ target: emulator?.endpoint ?? '' })
  const folder = folderWithEmulator({ endpoint: proxy.endpoint })
  const weir = await launchWeir({ folder })
  const { page } = weir
  const connections = new ConnectionsPage(page)
  await connections.switchTo('Test emulator')
  await new ShellPage(page).open('Queues')
  const row = new QueueListPage(page).row('only-in-0')
  await expect(row).toBeVisible()
  proxy.inject({ fault: 'expired-token' })
  const dialog = page.getByRole('dialog', { name: 'Credentials of Test emulator ended' })
  await dialog.waitFor()
  await check(page, 'credentials-ended')
  proxy.clear()
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog).toHaveCount(0)
  await page
    .getByRole('button', { name: /refresh/i })
    .first()
    .click()
  await expect(row).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
  await proxy.close()
})
