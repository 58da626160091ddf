import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { Page } from '@playwright/test'
import { queueUrlSchema } from '#contract'
import { createQueue, wireDeadLetters } from '../src-main/testing/contract-queues.ts'
import { fill, numbered } from '../src-main/testing/followed-move.ts'
import { sqsClientFor, startFauxqs } from '../src-main/testing/emulators.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { startFaultProxy } from '../src-main/testing/fault-proxy.ts'
import type { FaultProxy } from '../src-main/testing/fault-proxy.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator, writeSettings } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import type { RunningWeir } from './fixtures/weir-app.ts'
import { QueueChangePage } from './pages/queue-change-page.ts'
import { ShellPage } from './pages/shell-page.ts'

const pictures = 'test-results/change'
let emulator: Emulator
let proxy: FaultProxy
let sqs: SQSClient

test.beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  emulator = await startFauxqs()
  proxy = await startFaultProxy({ target: emulator.endpoint })
  sqs = sqsClientFor(emulator.endpoint)
})
test.afterAll(async () => {
  await proxy.close()
  await emulator.close()
})
test.afterEach(() => {
  proxy.clear()
})

/** By its address: how the list looks is not what is tested here. */
async function openQueue(page: Page, queueUrl: string): Promise<void> {
  const name = queueUrl.split('/').at(-1) ?? ''
  await page.evaluate(
    (hash) => {
      location.hash = hash
    },
    `#/c/c-emulator/queues/${name}?url=${encodeURIComponent(JSON.stringify(queueUrl))}`,
  )
}

type Theme = 'light' | 'dark'

/** Opens Weir on a production connection's queues: destruction then wants the connection's name. */
async function withWeir(theme: Theme, run: (weir: RunningWeir) => Promise<void>): Promise<void> {
  const folder = folderWithEmulator({ endpoint: proxy.endpoint, environment: 'production' })
  writeSettings(folder, 'settings', { theme, language: 'en' })
  const weir = await launchWeir({ folder })
  await new ShellPage(weir.page).isPainted()
  await run(weir)
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
}

async function attributesOf(queueUrl: string): Promise<Partial<Record<string, string>>> {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] })
  return (await sqs.send(command)).Attributes ?? {}
}

async function check(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`) })
  expect(await violationsOf(page), name).toEqual([])
}

test('edits attributes: limits as one types, only what differs is sent, the tab survives a reload', async () => {
  const queueUrl = await createQueue(sqs, 'edited')
  await withWeir('light', async ({ page }) => {
    const change = new QueueChangePage(page)
    await openQueue(page, queueUrl)
    await change.open('Attributes')
    await change.field('VisibilityTimeout').fill('43201')
    await expect(page.getByText('Too large')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Save 1 attribute' })).toBeDisabled()
    await change.field('VisibilityTimeout').fill('90')
    await change.press('Save 1 attribute')
    await expect(page.getByText('1 attribute saved and read back.')).toBeVisible()
    expect(await attributesOf(queueUrl)).toMatchObject({ VisibilityTimeout: '90' })
    await change.field('MessageRetentionPeriod').fill('600')
    await change.press('Save 1 attribute')
    await expect(change.dialog).toContainText('older than 10 min are deleted')
    await change.confirm(/^Save/, 'Test emulator')
    await expect(page.getByText('1 attribute saved and read back.')).toBeVisible()
    expect(await attributesOf(queueUrl)).toMatchObject({ MessageRetentionPeriod: '600' })
    await page.reload()
    await expect(change.field('VisibilityTimeout')).toHaveValue('90')
  })
})

test('tags, policy and dead-letter wiring are changed', async () => {
  const queueUrl = await createQueue(sqs, 'wired')
  await createQueue(sqs, 'wired-dead')
  await withWeir('light', async ({ page }) => {
    const change = new QueueChangePage(page)
    await openQueue(page, queueUrl)
    await change.open('Tags')
    await change.press('Add a tag')
    await change.field('Key').fill('team')
    await change.field('Value of team').fill('<b>shop</b>')
    await expect(page.getByText('Letters, digits, spaces')).toBeVisible()
    await change.field('Value of team').fill('shop')
    await change.press('Save tags')
    await expect(page.getByText('Tags saved: 1 set, 0 removed.')).toBeVisible()

    await change.open('Policy')
    const editor = page.getByRole('textbox', { name: 'Policy' })
    const statement = { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' }
    await editor.fill(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }))
    await expect(page.getByRole('row').filter({ hasText: 'anyone (*)' })).toContainText('sqs:Send')
    await expect(page.getByRole('group', { name: 'What would change' })).toContainText('+ ')
    await change.press('Save policy')
    await expect(page.getByText('1 attribute saved and read back.')).toBeVisible()
    expect((await attributesOf(queueUrl))['Policy']).toContain('sqs:SendMessage')

    await change.open('Dead letters')
    await page.getByRole('combobox', { name: 'Dead-letter queue' }).fill('red-de')
    await page.getByRole('option', { name: 'wired-dead' }).click()
    await change.press('Set dead-letter queue')
    await expect(page.getByText('The redrive policy is set.')).toBeVisible()
    expect((await attributesOf(queueUrl))['RedrivePolicy']).toContain(':wired-dead')
  })
})

test('purges and deletes with the name typed, and says what is lost and who uses it', async () => {
  const source = await createQueue(sqs, 'doomed-source')
  const queueUrl = await createQueue(sqs, 'doomed')
  await wireDeadLetters(sqs, { from: source, to: queueUrl, maxReceiveCount: 3 })
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'a' }))
  await withWeir('light', async ({ page }) => {
    const change = new QueueChangePage(page)
    await openQueue(page, queueUrl)
    await expect(page.getByText('from doomed-source')).toBeVisible()
    await change.choose(/^Purge/)
    await change.confirm('Purge without a capture…')
    await expect(change.dialog).toContainText('≈ 1 visible')
    await change.confirm('Purge queue', 'Test emulator')
    await expect(page.getByText('doomed is being purged')).toBeVisible()
    expect((await attributesOf(queueUrl))['ApproximateNumberOfMessages']).toBe('0')
    await change.more.click()
    await expect(page.getByRole('menuitem', { name: /^Purge/ })).toBeDisabled()
    await change.more.click()
    await change.choose(/^Delete/)
    await expect(change.dialog).toContainText('the dead-letter queue of doomed-source')
    await expect(change.dialog.getByRole('button', { name: 'Delete queue' })).toBeDisabled()
    await change.confirm('Delete queue', 'Test emulator')
    await expect(page.getByText('doomed was deleted')).toBeVisible()
    await expect(attributesOf(queueUrl)).rejects.toThrow()
  })
})

test('captures what is in a queue before it purges it, and says where it is', async () => {
  const queueUrl = await createQueue(sqs, 'kept')
  await fill(sqs, queueUrlSchema.parse(queueUrl), numbered(300))
  await withWeir('light', async ({ page }) => {
    const change = new QueueChangePage(page)
    await openQueue(page, queueUrl)
    await change.choose(/^Purge/)
    await expect(change.dialog).toContainText('≈ 300 messages are hidden from consumers')
    expect(await violationsOf(page)).toEqual([])
    await change.confirm('Capture first')
    await expect(change.dialog).toContainText('The whole queue: 300 messages')
    expect(await violationsOf(page)).toEqual([])
    expect((await attributesOf(queueUrl))['ApproximateNumberOfMessages']).toBe('300')
    await change.confirm('Purge queue…')
    await change.confirm('Purge queue', 'Test emulator')
    await expect(page.getByText(/kept is being purged.*captured before, as “kept, /)).toBeVisible()
    expect((await attributesOf(queueUrl))['ApproximateNumberOfMessages']).toBe('0')
    await new ShellPage(page).open('Captures')
    await expect(page.getByRole('row').filter({ hasText: 'kept, ' })).toContainText('300')
  })
})

test('a lost reply is told as uncertain and read again, not sent again', async () => {
  const queueUrl = await createQueue(sqs, 'lost')
  await withWeir('light', async ({ page }) => {
    const change = new QueueChangePage(page)
    await openQueue(page, queueUrl)
    await change.open('Attributes')
    await change.field('DelaySeconds').fill('7')
    proxy.inject({ action: 'SetQueueAttributes', times: 1, fault: 'lost-reply' })
    const before = proxy.count('SetQueueAttributes')
    await change.press('Save 1 attribute')
    await expect(page.getByText('It is not known whether this happened')).toBeVisible()
    await change.press('Read again')
    await change.press('Discard')
    await expect(change.field('DelaySeconds')).toHaveValue('7')
    expect(proxy.count('SetQueueAttributes') - before).toBe(1)
  })
})

for (const theme of ['light', 'dark'] as const) {
  test(`creates a queue with its dead-letter queue by the key n, ${theme}`, async () => {
    const name = `made-${theme}`
    await createQueue(sqs, `taken-${theme}`)
    await withWeir(theme, async ({ page }) => {
      const { dialog } = new QueueChangePage(page)
      await page.evaluate(() => {
        location.hash = '#/c/c-emulator/queues'
      })
      await page.getByRole('grid', { name: 'Queues' }).waitFor()
      await page.keyboard.press('n')
      const field = dialog.getByRole('textbox', { name: 'Name' })
      const create = dialog.getByRole('button', { name: 'Create queue' })
      await field.fill('<b>')
      await expect(dialog.getByText('Only letters, digits')).toBeVisible()
      await field.fill(`taken-${theme}`)
      await expect(dialog.getByText('There is a queue of this name')).toBeVisible()
      await expect(create).toBeDisabled()
      await field.fill(name)
      await dialog.getByText('FIFO', { exact: true }).click()
      await expect(dialog.getByText(`${name}.fifo`)).toBeVisible()
      await dialog.getByLabel('Dead-letter queue').selectOption('create one with it')
      await dialog.getByRole('textbox', { name: 'VisibilityTimeout' }).fill('75')
      await dialog.getByRole('textbox', { name: 'Tags' }).fill('team=shop')
      await check(page, `create-${theme}`)
      await create.click()
      await expect(dialog.getByText(`Created: ${name}.fifo, ${name}-dlq.fifo.`)).toBeVisible()
      await dialog.getByRole('button', { name: `Open ${name}.fifo` }).click()
      await expect(page.getByText(`→ ${name}-dlq.fifo`)).toBeVisible()
    })
  })
}

for (const theme of ['light', 'dark'] as const) {
  test(`every part is accessible, ${theme}`, async () => {
    const name = `seen-${theme}`
    const queueUrl = await createQueue(sqs, name, {
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' }],
      }),
    })
    const dead = await createQueue(sqs, `${name}-dlq`)
    await wireDeadLetters(sqs, { from: queueUrl, to: dead, maxReceiveCount: 3 })
    await withWeir(theme, async ({ page }) => {
      const change = new QueueChangePage(page)
      await openQueue(page, queueUrl)
      await change.open('Attributes')
      await change.field('VisibilityTimeout').fill('60')
      await check(page, `attributes-${theme}`)
      await change.open('Policy')
      const editor = page.getByRole('textbox', { name: 'Policy' })
      await editor.press('ControlOrMeta+End')
      await editor.press('Enter')
      await check(page, `policy-${theme}`)
      await change.open('Tags')
      await change.press('Add a tag')
      await check(page, `tags-${theme}`)
      await change.open('Dead letters')
      await expect(page.getByRole('combobox', { name: 'Dead-letter queue' })).toHaveValue(/dlq/)
      await check(page, `dead-letters-${theme}`)
      await change.choose(/^Delete/)
      await change.dialog.getByRole('button', { name: 'Delete queue' }).waitFor()
      await check(page, `delete-${theme}`)
    })
  })
}
