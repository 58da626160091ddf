import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { isAlive } from '../src-main/testing/process-alive.ts'
import { writeSettings } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { QueueListPage } from './pages/queue-list-page.ts'
import { ShellPage } from './pages/shell-page.ts'

/** The test runtime, which is for Linux only, starts the sandbox as a plain Node; found by the kernel's list. */
function findNodeChild(pid: number): number | undefined {
  const id = String(pid)
  const children = readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').trim().split(' ')
  const isSandbox = (child: string): boolean =>
    readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('sandbox.js')
  const found = children.filter(Boolean).find(isSandbox)
  return found === undefined ? undefined : Number(found)
}

/** The pid of the sandbox's process. */
async function findSandbox(app: ElectronApplication): Promise<number | undefined> {
  const { utility, main } = await app.evaluate(({ app: running }) => ({
    utility: running.getAppMetrics().find(({ name }) => name === 'Weir sandbox')?.pid,
    main: process.pid,
  }))
  return utility ?? findNodeChild(main)
}

test('a sandbox that dies is started again, and Weir says so', async ({ weir }) => {
  const [shell, list] = [new ShellPage(weir.page), new QueueListPage(weir.page)]
  await shell.open('Queues')
  await list.row('orders').waitFor()
  const sandbox = await findSandbox(weir.app)
  if (sandbox === undefined) throw new Error('no sandbox process')
  process.kill(sandbox, 'SIGKILL')
  await expect(shell.status).toContainText(/restarted/i)
  await expect.poll(() => isAlive(sandbox)).toBe(false)
  await shell.open('Sandbox')
  await shell.open('Queues')
  await list.row('orders').waitFor()
})

test('quitting leaves no process behind', async () => {
  const weir = await launchWeir()
  const list = new QueueListPage(weir.page)
  await new ShellPage(weir.page).open('Queues')
  await list.row('orders').waitFor()
  const sandbox = await findSandbox(weir.app)
  if (sandbox === undefined) throw new Error('no sandbox process')
  await weir.close()
  await expect.poll(() => isAlive(sandbox)).toBe(false)
  rmSync(weir.folder, { recursive: true, force: true })
})

test('settings that cannot be read are kept aside and reported; Weir opens all the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weir-e2e-'))
  writeSettings(folder, 'connections', '{"value": {"version": 1, "connections": "gar')
  const weir = await launchWeir({ folder })
  await expect(weir.page.getByText(/connections\.json could not be read/)).toBeVisible()
  await weir.close()
  const kept = readdirSync(folder).find((name) => name.startsWith('connections.unreadable-'))
  expect(readFileSync(join(folder, String(kept)), 'utf8')).toBe(
    '{"value": {"version": 1, "connections": "gar',
  )
  rmSync(folder, { recursive: true, force: true })
})

test('a second start hands over to the first and goes', async ({ weir }) => {
  const executable = process.env['WEIR_ELECTRON_EXECUTABLE'] ?? ''
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const second = spawn(executable, [...flags, `--user-data-dir=${weir.folder}`, resolve('.')], {
    stdio: 'ignore',
  })
  const [code]: unknown[] = await once(second, 'exit')
  expect(code).toBe(0)
  expect(weir.app.windows()).toHaveLength(1)
})

test('the window comes back with the size it had', async () => {
  const first = await launchWeir()
  await first.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 1100, height: 700 })
  })
  await first.close()
  const second = await launchWeir({ folder: first.folder })
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  )
  expect(bounds).toMatchObject({ width: 1100, height: 700 })
  await second.close()
  rmSync(first.folder, { recursive: true, force: true })
})
