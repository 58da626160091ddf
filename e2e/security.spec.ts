import type { ElectronApplication } from '@playwright/test'
import { expect, test } from './fixtures/weir-app.ts'

/** What the main process says of its one window. */
async function windowPreferences(app: ElectronApplication) {
  return app.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    // Electron leaves this method out of its types, but it is how the effective preferences are read.
    const read: unknown = Reflect.get(contents ?? {}, 'getLastWebPreferences')
    const preferences: unknown = typeof read === 'function' ? Reflect.apply(read, contents, []) : {}
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
      Object(preferences)
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag }
  })
}

test('the window is sandboxed, isolated and has no Node', async ({ weir }) => {
  expect(await windowPreferences(weir.app)).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
  })
  const globals = await weir.page.evaluate(() => [
    typeof Reflect.get(globalThis, 'require'),
    typeof Reflect.get(globalThis, 'process'),
    typeof Reflect.get(globalThis, 'module'),
  ])
  expect(globals).toEqual(['undefined', 'undefined', 'undefined'])
})

test('the page comes from app:// under the strict policy', async ({ weir }) => {
  expect(weir.page.url()).toMatch(/^app:\/\/weir\//)
  const policy = await weir.app.evaluate(async ({ net }) => {
    const answer = await net.fetch('app://weir/')
    return answer.headers.get('content-security-policy')
  })
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}'; /,
  )
  expect(policy).toContain("connect-src 'none'")
})

test('paths outside the page are not served', async ({ weir }) => {
  const statuses = await weir.app.evaluate(async ({ net }) => {
    const urls = [
      'app://weir/%2e%2e%2fmain%2findex.js',
      'app://weir/..%2f..%2fpackage.json',
      'app://elsewhere/index.html',
      'app://weir/none.js',
    ]
    const answers = await Promise.all(urls.map((url) => net.fetch(url)))
    return answers.map((answer) => answer.status)
  })
  expect(statuses).toEqual([404, 404, 404, 404])
})

test('the page runs no inline script, no eval, and reaches no network', async ({ weir }) => {
  const outcome = await weir.page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.planted = true'
    document.body.append(script)
    const reached = await fetch('https://example.org/').then(
      () => 'reached',
      () => 'refused',
    )
    // In a task of the page's own: what Playwright evaluates directly is not under the page's policy.
    const evaluated = await new Promise<string>((resolve) => {
      requestAnimationFrame(() => {
        try {
          // eslint-disable-next-line no-eval -- that it is refused is what is tested
          resolve(String((0, eval)('"ran"')))
        } catch {
          resolve('refused') // what the policy is for
        }
      })
    })
    return { planted: Reflect.get(globalThis, 'planted') ?? 'refused', reached, evaluated }
  })
  expect(outcome).toEqual({ planted: 'refused', reached: 'refused', evaluated: 'refused' })
})

test('all permissions but writing to the clipboard are refused', async ({ weir }) => {
  const states = await weir.page.evaluate(async () => {
    const names: PermissionName[] = ['geolocation', 'notifications', 'camera', 'microphone', 'midi']
    const asked = await Promise.all(
      names.map((name) =>
        navigator.permissions.query({ name }).then(
          (status) => status.state,
          () => 'denied',
        ),
      ),
    )
    return asked
  })
  expect(states.filter((state) => state === 'granted')).toEqual([])
  await weir.page.bringToFront()
  expect(
    await weir.page.evaluate(() =>
      navigator.clipboard.writeText('x').then(() => 'written', String),
    ),
  ).toBe('written')
})

test('no new window, no navigation away', async ({ weir }) => {
  // The page's own router goes from its root to the first page; only what comes after that is judged.
  await weir.page.waitForURL(/#\/c\/sandbox\/overview$/)
  const url = weir.page.url()
  await weir.page.evaluate(() => {
    window.open('file:///etc/passwd')
    location.href = 'https://example.org/'
  })
  // A navigation that had been let through would replace the page and with it this mark.
  await weir.page.evaluate(() => Reflect.set(globalThis, 'mark', 1))
  expect(await weir.page.evaluate(() => String(Reflect.get(globalThis, 'mark')))).toBe('1')
  expect(weir.app.windows()).toHaveLength(1)
  expect(weir.page.url()).toBe(url)
})

test('a page that is not the window gets no port, and is told so', async ({ weir }) => {
  const refusal = await weir.app.evaluate(async ({ BrowserWindow, app }) => {
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: { preload: `${app.getAppPath()}/out/preload/index.cjs`, sandbox: true },
    })
    const said = new Promise<string>((resolve) => {
      stranger.webContents.on('console-message', (...parts: unknown[]) => {
        const text = parts
          .map((part) => String(Reflect.get(Object(part), 'message') ?? part))
          .join(' ')
        if (text.includes('Weir')) resolve(text)
      })
    })
    await stranger.loadURL('data:text/html,<title>stranger</title>')
    await stranger.webContents.executeJavaScript("postMessage('weir:ready', '*')")
    const message = await said
    stranger.destroy()
    return message
  })
  expect(refusal).toContain('refused to connect this page: unknown window')
})
