/**
 * What may be done only in one place, or nowhere. Every message says what to do instead.
 * eslint.config.mjs puts these lists together for each folder; bans.test.mjs plants a violation of each.
 */

const ipcMessages = {
  ipcMain:
    'Only src-main/desktop/door.ts touches ipcMain: it checks the sender. Add an operation to the contract instead.',
  ipcRenderer: 'Only src-main/preload touches ipcRenderer. Ask through src-renderer/api instead.',
}

/** Without names: no electron at all. With names: electron, but not these of its exports. */
export function electronImports(...names) {
  if (names.length === 0) {
    const message =
      'Electron is only the door: src-main/index.ts, src-main/desktop and src-main/preload. Take what you need as an argument of compose().'
    return {
      paths: [{ name: 'electron', message }],
      patterns: [{ group: ['electron/*'], message }],
    }
  }
  const paths = names.map((name) => ({
    name: 'electron',
    importNames: [name],
    message: ipcMessages[name],
  }))
  return { paths, patterns: [] }
}

export const logImports = {
  paths: [],
  patterns: [
    {
      group: ['electron-log', 'electron-log/*'],
      message:
        'Take the Log of src-main/lib/log.ts as an argument; only src-main/desktop writes it to a file.',
    },
  ],
}

export const zodImports = {
  paths: [],
  patterns: [
    {
      group: ['zod', 'zod/*'],
      message:
        'Import z from src-main/contract/z.ts (#contract/z): it turns off the eval that the CSP forbids.',
    },
  ],
}

const REMOTE =
  'The remote module gives the page the main process. Add an operation to the contract.'

export const remoteImports = {
  paths: [],
  patterns: [{ group: ['@electron/remote', '@electron/remote/*'], message: REMOTE }],
}

export const testImports = {
  paths: [
    {
      name: 'node:timers/promises',
      message:
        'Never wait for time: use a fake clock, vi.waitFor, expect.poll or a Playwright expectation.',
    },
  ],
  patterns: [],
}

const EMPTY_CATCH =
  'No catch without a decision in it: handle it, turn it into an AppError, or log it and say why going on is right.'

export const emptyCatchSyntax = [
  { selector: 'CatchClause > BlockStatement[body.length=0]', message: EMPTY_CATCH },
  {
    selector:
      "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression > BlockStatement[body.length=0]",
    message: EMPTY_CATCH,
  },
]

/** `electron.ipcMain` and the like, where the import itself is allowed. */
export const compositionSyntax = [
  ...Object.entries(ipcMessages).map(([name, message]) => ({
    selector: `MemberExpression[property.name='${name}']`,
    message: `${message} Import it by its name there.`,
  })),
  {
    selector: "MemberExpression[property.name='sendSync']",
    message: 'sendSync stops the window until main answers. Add an operation to the contract.',
  },
  {
    selector:
      "ImportDeclaration[source.value='electron'] > ImportSpecifier[imported.name='remote']",
    message: REMOTE,
  },
]

const NETWORK = 'The page has no network (CSP connect-src none). Ask main through src-renderer/api.'

export const networkGlobals = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'WebTransport',
].map((name) => ({ name, message: NETWORK }))

export const networkProperties = [
  ...['window', 'globalThis', 'self'].flatMap((object) =>
    networkGlobals.map(({ name }) => ({ object, property: name, message: NETWORK })),
  ),
  { object: 'navigator', property: 'sendBeacon', message: NETWORK },
]

const HTML = 'Message bodies are hostile text: never HTML. Render text, or CodeMirror for JSON.'

export const rendererSyntax = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: HTML },
  { selector: "Property[key.name='dangerouslySetInnerHTML']", message: HTML },
  {
    selector: 'AssignmentExpression > MemberExpression.left[property.name=/^(inner|outer)HTML$/]',
    message: HTML,
  },
  { selector: "CallExpression[callee.property.name='insertAdjacentHTML']", message: HTML },
]

const SKIP =
  'A skipped test is a defect. Mend it, or declare what an emulator lacks in src-main/testing/emulator-lacks.ts. For one platform only: `if (process.platform === …) describe(…)`.'
const FOCUS = 'Remove .only: it silently leaves out every other test.'
const WAIT =
  'Never wait for time: use a fake clock, vi.waitFor, expect.poll or a Playwright expectation.'
const RUNNERS = '/^(it|test|describe|suite|bench)$/'

/** `it.skip`, and `it.concurrent.skip` with one word between. */
const modifier = (words, message) => [
  { selector: `MemberExpression[property.name=${words}][object.name=${RUNNERS}]`, message },
  { selector: `MemberExpression[property.name=${words}][object.object.name=${RUNNERS}]`, message },
]

export const testSyntax = [
  ...modifier('/^only$/', FOCUS),
  ...modifier('/^(skip|todo|fixme|skipIf|runIf|fails|fail)$/', SKIP),
  { selector: "CallExpression[callee.property.name='waitForTimeout']", message: WAIT },
  { selector: "CallExpression[callee.name='setTimeout']", message: WAIT },
  {
    selector:
      "CallExpression[callee.property.name='setTimeout'][callee.object.name=/^(window|globalThis)$/]",
    message: WAIT,
  },
]
