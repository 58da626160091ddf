/** Each import rule catches a planted violation; that they hold on the tree is a step of its own in `npm run check`. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from './project-node.mjs'

const run = promisify(execFile)
const DEPCRUISE = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
const CONFIG = join(ROOT, '.dependency-cruiser.cjs')
const SOURCES = ['src-main', 'src-renderer', 'e2e', 'bench']

/** A file with one forbidden import, and the rule that must catch it. */
const caught = [
  ['src-main/contract/a.ts', '../lib/b.ts', 'src-main/contract'],
  ['src-main/contract/core.ts', 'node:fs', 'src-main/contract (node)'],
  ['src-main/preload/a.ts', '../lib/b.ts', 'src-main/preload'],
  ['src-main/preload/core.ts', 'node:fs', 'src-main/preload (node)'],
  ['src-main/preload/value.ts', '#contract', 'src-main/preload (types only)'],
  ['src-main/lib/a.ts', '../queues/b.ts', 'src-main/lib'],
  ['src-main/lib/value.ts', '#contract', 'src-main/lib (types only)'],
  ['src-main/polling/a.ts', '../connections/b.ts', 'src-main/polling'],
  ['src-main/polling/value.ts', '#contract', 'src-main/polling (types only)'],
  ['src-main/codecs/a.ts', '../connections/b.ts', 'src-main/codecs'],
  ['src-main/filters/a.ts', '../codecs/b.ts', 'src-main/filters'],
  ['src-main/connections/a.ts', '../queues/b.ts', 'src-main/connections'],
  ['src-main/queues/a.ts', '../topics/b.ts', 'src-main/queues'],
  ['src-main/queues/foreign.ts', '@aws-sdk/client-sns', 'src-main/queues'],
  ['src-main/queues/electron.ts', 'electron', 'src-main/queues'],
  ['src-main/queues/unplaced.ts', 'left-pad', 'src-main/queues'],
  ['src-main/topics/a.ts', '../queues/b.ts', 'src-main/topics'],
  ['src-main/streams/a.ts', '../topics/b.ts', 'src-main/streams'],
  ['src-main/sends/a.ts', '../queues/b.ts', 'src-main/sends'],
  ['src-main/expressions/a.ts', '../queues/b.ts', 'src-main/expressions'],
  ['src-main/schemas/a.ts', '../queues/b.ts', 'src-main/schemas'],
  ['src-main/captures/a.ts', '../queues/b.ts', 'src-main/captures'],
  ['src-main/replay/a.ts', '../connections/b.ts', 'src-main/replay'],
  ['src-main/journal/a.ts', '../rpc/b.ts', 'src-main/journal'],
  ['src-main/rpc/a.ts', '../queues/b.ts', 'src-main/rpc'],
  ['src-main/sandbox/a.ts', '../connections/b.ts', 'src-main/sandbox'],
  ['src-main/desktop/a.ts', '@aws-sdk/client-sqs', 'src-main/desktop'],
  ['src-main/testing/a.ts', 'left-pad', 'src-main/testing'],
  ['src-main/rpc/window.ts', '../../src-renderer/lib/b.ts', 'main-knows-no-window'],
  ['src-main/compose.ts', './desktop/b.ts', 'src-main/compose.ts (desktop)'],
  ['src-main/compose.ts', 'left-pad', 'src-main/compose.ts'],
  ['src-main/index.ts', 'left-pad', 'src-main/index.ts'],
  ['src-main/novelty/a.ts', '../lib/b.ts', 'folder-not-in-table'],
  ['src-main/queues/emulated.ts', '../testing/b.ts', 'testing-is-for-tests'],
  ['src-main/queues/a.test.ts', 'left-pad', 'src-main/queues (tests)'],
  ['src-main/queues/lost.ts', './nowhere.ts', 'not-resolvable'],
  ['src-main/queues/ring-a.ts', './ring-b.ts', 'no-cycles'],
  ['src-renderer/main.tsx', './features/queues/b.ts', 'src-renderer/main.tsx'],
  ['src-renderer/app/a.ts', '@aws-sdk/client-sqs', 'src-renderer/app'],
  ['src-renderer/features/queues/a.ts', '../topics/b.ts', 'features-are-strangers'],
  ['src-renderer/features/queues/up.ts', '../../app/b.ts', 'src-renderer/features'],
  ['src-renderer/parts/a.ts', '../features/queues/b.ts', 'src-renderer/parts'],
  ['src-renderer/api/a.ts', '../ui/b.ts', 'src-renderer/api'],
  ['src-renderer/ui/a.ts', '#contract', 'src-renderer/ui'],
  ['src-renderer/lib/a.ts', '../api/b.ts', 'src-renderer/lib'],
  ['src-renderer/lib/core.ts', 'node:fs', 'page-has-no-node'],
  [
    'src-renderer/features/queues/main.ts',
    '../../../src-main/rpc/b.ts',
    'window-and-main-are-apart',
  ],
  ['e2e/a.spec.ts', '../src-main/queues/b.ts', 'e2e'],
  ['bench/a.ts', '../src-renderer/lib/b.ts', 'bench'],
]

const allowed = [
  [
    'src-main/queues/fine.ts',
    ['../connections/b.ts', '../codecs/b.ts', '#contract', '@aws-sdk/client-sqs', 'node:fs'],
  ],
  ['src-main/queues/fine.test.ts', ['../testing/b.ts', 'vitest', './b.ts']],
  ['src-main/desktop/fine.ts', ['electron', '../compose.ts', '../queues/b.ts']],
  [
    'src-renderer/features/queues/fine.ts',
    ['../../parts/b.ts', '../../api/b.ts', '#contract', 'react'],
  ],
  ['src-renderer/ui/fine.test.ts', ['vitest', 'react']],
  ['e2e/fine.spec.ts', ['@playwright/test', '../src-main/testing/b.ts']],
  ['bench/fine.ts', ['../src-main/compose.ts', '../src-main/testing/b.ts']],
]

const PACKAGES = [
  'electron',
  'left-pad',
  'react',
  'vitest',
  '@aws-sdk/client-sqs',
  '@aws-sdk/client-sns',
  '@playwright/test',
]

let folder
let violations

async function write(path, text) {
  const target = join(folder, path)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, `${text}\n`)
}

const importLines = (targets) => targets.map((target) => `import '${target}'`).join('\n')

async function plant() {
  const imports = { '#contract': './src-main/contract/index.ts' }
  await write('package.json', JSON.stringify({ name: 'planted', type: 'module', imports }))
  for (const name of PACKAGES) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }))
    await write(`node_modules/${name}/index.js`, 'module.exports = {}')
  }
  await write('src-main/contract/index.ts', 'export {}')
  await write('src-main/queues/ring-b.ts', importLines(['./ring-a.ts']))
  for (const [path, rows] of Map.groupBy(caught, ([each]) => each)) {
    await write(path, importLines(rows.map(([, target]) => target)))
  }
  for (const [path, targets] of allowed) await write(path, importLines(targets))
  await plantTargets()
}

/** Every folder's `b.ts`: what the violations point at. */
async function plantTargets() {
  const targets = [...caught.map(([path, target]) => [path, [target]]), ...allowed]
  for (const [path, names] of targets) {
    for (const name of names.filter((each) => each.endsWith('/b.ts'))) {
      await write(join(dirname(path), name), 'export {}')
    }
  }
}

async function cruise(cwd) {
  const sources = SOURCES.filter((source) => existsSync(join(cwd, source)))
  const args = [DEPCRUISE, '--config', CONFIG, '--output-type', 'json', ...sources]
  // The exit code is the number of violations; the report is whole either way.
  const { stdout } = await run(process.execPath, args, { cwd, maxBuffer: 2 ** 28 }).catch(
    (failure) => failure,
  )
  return JSON.parse(stdout).summary.violations
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-imports-'))
  await plant()
  violations = await cruise(folder)
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

const rulesHit = (path) =>
  violations.filter((violation) => violation.from === path).map((violation) => violation.rule.name)

describe('import rules', () => {
  it.each(caught)('%s must not import %s', (path, _target, rule) => {
    expect(rulesHit(path)).toContain(rule)
  })

  it.each(allowed)('%s may import what its folder lists', (path) => {
    expect(rulesHit(path)).toEqual([])
  })

  it('has a planted violation for every folder and every general rule', async () => {
    const { default: config } = await import(CONFIG)
    const planted = new Set(caught.map(([, , rule]) => rule))
    const generated = / \((tests|types only|node)\)$/u
    const unplanted = config.forbidden.map((rule) => rule.name).filter((name) => !planted.has(name))
    expect(unplanted.filter((name) => !generated.test(name))).toEqual([])
  })
})
