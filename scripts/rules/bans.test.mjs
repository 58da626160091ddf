/** Plants one violation of every ban and sees the project's own configuration catch it. */
import { join } from 'node:path'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../project-node.mjs'

/** Type-aware rules need files on disk; the bans do not. Naming only asks for types where told to, and is not. */
const { '@typescript-eslint/naming-convention': _, ...typedRulesOff } =
  tseslint.configs.disableTypeChecked.rules
const untyped = {
  rules: typedRulesOff,
  languageOptions: { parserOptions: { projectService: false } },
}

let eslint
beforeAll(() => {
  eslint = new ESLint({ cwd: ROOT, overrideConfig: [untyped] })
})

async function rulesHit(path, code) {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: join(ROOT, path) })
  return result.messages.map((message) => message.ruleId)
}

const MAIN = 'src-main/queues/planted.ts'
const PAGE = 'src-renderer/features/queues/planted.tsx'
const TEST = 'src-main/queues/planted.test.ts'
const SPEC = 'e2e/planted.spec.ts'
const DESKTOP = 'src-main/desktop/planted.ts'

const lines = (count) => Array.from({ length: count }, (_, index) => `call(${index})`).join('\n')
const longFunction = (count) => `export function planted() {\n${lines(count - 2)}\n}`

const caught = [
  ['electron in a service', MAIN, "import { app } from 'electron'", 'no-restricted-imports'],
  [
    'ipcMain beside the door',
    DESKTOP,
    "import { ipcMain } from 'electron'",
    'no-restricted-imports',
  ],
  ['ipcMain as a property', DESKTOP, 'electron.ipcMain.on()', 'no-restricted-syntax'],
  [
    'ipcRenderer in the window',
    PAGE,
    "import { ipcRenderer } from 'electron'",
    'no-restricted-imports',
  ],
  [
    'ipcMain in the preload',
    'src-main/preload/index.ts',
    "import { ipcMain } from 'electron'",
    'no-restricted-imports',
  ],
  [
    'electron-log in a service',
    MAIN,
    "import log from 'electron-log/main'",
    'no-restricted-imports',
  ],
  [
    'zod beside z.ts',
    'src-main/contract/planted.ts',
    "import { z } from 'zod'",
    'no-restricted-imports',
  ],
  ['the remote module', DESKTOP, "import { app } from '@electron/remote'", 'no-restricted-imports'],
  ['sendSync', PAGE, 'port.sendSync(1)', 'no-restricted-syntax'],
  ['console', MAIN, 'console.log(1)', 'no-console'],
  ['an empty catch', MAIN, 'try { call() } catch {}', 'no-restricted-syntax'],
  [
    'a catch with only a comment',
    MAIN,
    'try { call() } catch { /* no */ }',
    'no-restricted-syntax',
  ],
  ['a swallowed rejection', MAIN, 'call().catch(() => {})', 'no-restricted-syntax'],
  ['eval', MAIN, 'eval(source)', 'no-eval'],
  ['new Function', MAIN, 'export const f = new Function(source)', 'no-new-func'],
  ['a default export', MAIN, 'export default 1', 'no-restricted-exports'],
  ['any', MAIN, 'export const a: any = 1', '@typescript-eslint/no-explicit-any'],
  ['a non-null assertion', MAIN, 'export const a = b!', '@typescript-eslint/no-non-null-assertion'],
  ['an unexplained assertion', MAIN, 'export const a = b as string', 'weir/explained-assertion'],
  [
    'four parameters',
    MAIN,
    'export const f = (a, b, c, d) => a + b + c + d',
    '@typescript-eslint/max-params',
  ],
  ['an I prefix', MAIN, 'export interface IQueue { a: 1 }', '@typescript-eslint/naming-convention'],
  ['a Manager', MAIN, 'export class QueueManager {}', '@typescript-eslint/naming-convention'],
  ['a file called utils', 'src-main/queues/utils.ts', 'export const a = 1', 'weir/file-name'],
  ['a file of 301 lines', MAIN, lines(301), 'max-lines'],
  ['a test of 401 lines', TEST, lines(401), 'max-lines'],
  ['a function of 51 lines', MAIN, longFunction(51), 'max-lines-per-function'],
  ['a component of 81 lines', PAGE, longFunction(81), 'max-lines-per-function'],
  [
    'innerHTML by React',
    PAGE,
    'export const a = <p dangerouslySetInnerHTML={b} />',
    'no-restricted-syntax',
  ],
  ['innerHTML by hand', PAGE, 'node.innerHTML = body', 'no-restricted-syntax'],
  ['fetch in the window', PAGE, 'export const a = fetch(url)', 'no-restricted-globals'],
  ['window.fetch', PAGE, 'export const a = window.fetch(url)', 'no-restricted-properties'],
  ['XMLHttpRequest', PAGE, 'export const a = new XMLHttpRequest()', 'no-restricted-globals'],
  ['WebSocket', PAGE, 'export const a = new WebSocket(url)', 'no-restricted-globals'],
  ['EventSource', PAGE, 'export const a = new EventSource(url)', 'no-restricted-globals'],
  ['sendBeacon', PAGE, 'navigator.sendBeacon(url)', 'no-restricted-properties'],
  ['bare words', PAGE, 'export const a = <p>Queues</p>', 'weir/worded-text'],
  [
    'a conditional hook',
    PAGE,
    'export function Q() { if (a) useMemo(b); return null }',
    'react-hooks/rules-of-hooks',
  ],
  ['it.only', TEST, "it.only('a', b)", 'no-restricted-syntax'],
  ['it.skip', TEST, "it.skip('a', b)", 'no-restricted-syntax'],
  ['it.concurrent.skip', TEST, "it.concurrent.skip('a', b)", 'no-restricted-syntax'],
  ['describe.todo', TEST, "describe.todo('a')", 'no-restricted-syntax'],
  ['test.fixme', SPEC, "test.fixme('a', b)", 'no-restricted-syntax'],
  ['test.describe.only', SPEC, "test.describe.only('a', b)", 'no-restricted-syntax'],
  ['waitForTimeout', SPEC, 'await page.waitForTimeout(100)', 'no-restricted-syntax'],
  [
    'a sleep in a test',
    TEST,
    'await new Promise((resolve) => setTimeout(resolve, 5))',
    'no-restricted-syntax',
  ],
  [
    'a sleep by timers/promises',
    TEST,
    "import { setTimeout } from 'node:timers/promises'",
    'no-restricted-imports',
  ],
]

const allowed = [
  ['electron in desktop', DESKTOP, "import { app } from 'electron'\napp.quit()"],
  [
    'ipcMain in the door',
    'src-main/desktop/door.ts',
    "import { ipcMain } from 'electron'\nipcMain.on('port', accept)",
  ],
  [
    'ipcRenderer in the preload',
    'src-main/preload/index.ts',
    "import { ipcRenderer } from 'electron'\nipcRenderer.send('port')",
  ],
  ['zod in z.ts', 'src-main/contract/z.ts', "export { z } from 'zod'"],
  ['a console in log.ts', 'src-main/lib/log.ts', 'console.log(1)'],
  ['a component of 80 lines', PAGE, longFunction(80)],
  ['a caught error that is handled', MAIN, 'try { call() } catch (error) { log(error) }'],
]

describe('bans', () => {
  it.each(caught)('catches %s', async (_name, path, code, rule) => {
    expect(await rulesHit(path, code)).toContain(rule)
  })

  it.each(allowed)('lets %s pass', async (_name, path, code) => {
    expect(await rulesHit(path, code)).toEqual([])
  })
})
