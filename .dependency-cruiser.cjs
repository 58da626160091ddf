/**
 * The import rules, made of scripts/rules/import-table.cjs. `npm run check` runs them on the tree,
 * scripts/import-rules.test.mjs on a planted violation of each.
 */
const { main, renderer, testPackages } = require('./scripts/rules/import-table.cjs')

const TESTS = '(\\.test\\.tsx?|/test-[a-z-]+\\.tsx?)$'
const escape = (text) => text.replaceAll('.', '\\.').replaceAll('*', '[^/]+')
const packagePath = (name) => `(^|/)node_modules/(@types/)?${escape(name)}/`
const packagePaths = (names) => names.map(packagePath)

/** Where a name of the table lies. `*` is every folder of main that is part of the application. */
function folderPath(root, name) {
  if (name === '#contract') return '^src-main/contract/'
  if (name.endsWith('.ts')) return `^${root}/${escape(name)}$`
  if (name === '*') return `^${root}/(?!testing/|preload/)[^/]+/`
  return `^${root}/${escape(name)}/`
}

function advice(root, folder, { uses, packages }) {
  const list = [...uses, ...packages].join(', ') || 'nothing'
  return `${root}/${folder} may import: itself, ${list}. Take the rest as an argument (a port that compose.ts fills), move the code, or change scripts/rules/import-table.cjs and docs/architecture.md together.`
}

function folderRules(root, folder, line) {
  const { uses, typesOf = [], packages, node = true } = line
  const own = `^${root}/${folder}/`
  const paths = (names) => names.map((name) => folderPath(root, name))
  const allowed = [own, ...paths(uses), ...paths(typesOf), ...packagePaths(packages)]
  const comment = advice(root, folder, line)
  const name = `${root}/${folder}`
  const rules = [
    {
      name,
      comment,
      from: { path: own, pathNot: TESTS },
      to: { pathNot: allowed, dependencyTypesNot: ['core'] },
    },
    {
      name: `${name} (tests)`,
      comment: `Tests may also import src-main/testing and ${testPackages.join(', ')}. ${comment}`,
      from: { path: `${own}.*${TESTS}` },
      to: {
        pathNot: [...allowed, '^src-main/testing/', ...packagePaths(testPackages)],
        dependencyTypesNot: ['core'],
      },
    },
  ]
  if (!node) {
    rules.push({
      name: `${name} (node)`,
      comment: `${name} runs where there is no Node. Do it in another folder and pass the result.`,
      from: { path: own, pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    })
  }
  if (typesOf.length > 0) {
    rules.push({
      name: `${name} (types only)`,
      comment: `${name} may import only types of ${typesOf.join(', ')}: write \`import type\`.`,
      from: { path: own, pathNot: TESTS },
      to: { path: paths(typesOf), pathNot: paths(uses), dependencyTypesNot: ['type-only'] },
    })
  }
  return rules
}

const mainNames = Object.keys(main).join('|')
const rendererNames = Object.keys(renderer).join('|')

const general = [
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one thing, or need a third below both.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'not-resolvable',
    comment:
      'The import leads nowhere: a wrong path, a missing extension (.ts, .tsx) or a package not installed.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'folder-not-in-table',
    comment:
      'A new folder: give it a line in scripts/rules/import-table.cjs and in docs/architecture.md.',
    from: {
      path: '^src-(main|renderer)/[^/]+/',
      pathNot: [`^src-main/(${mainNames})/`, `^src-renderer/(${rendererNames})/`],
    },
    to: {},
  },
  {
    name: 'features-are-strangers',
    comment:
      'No feature imports another. What both show alike goes to src-renderer/parts; app puts features together.',
    from: { path: '^src-renderer/features/([^/]+)/' },
    to: { path: '^src-renderer/features/', pathNot: '^src-renderer/features/$1/' },
  },
  {
    name: 'testing-is-for-tests',
    comment:
      'src-main/testing is for tests, e2e and bench: the application must not carry emulators for tests.',
    from: { path: '^src-', pathNot: [TESTS, '^src-main/testing/'] },
    to: { path: '^src-main/testing/' },
  },
  {
    name: 'src-main/compose.ts',
    comment:
      'compose.ts makes the program without Electron: no desktop, no electron; those are arguments.',
    from: {
      path: '^src-main/(compose|saved-files|open-[a-z-]+)\\.ts$',
    },
    to: {
      pathNot: ['^src-main/(saved-files|open-[a-z-]+)\\.ts$', folderPath('src-main', '*')],
      dependencyTypesNot: ['core'],
    },
  },
  {
    name: 'src-main/compose.ts (desktop)',
    comment:
      'compose.ts makes the program without Electron: take what desktop provides as an argument.',
    from: {
      path: '^src-main/(compose|saved-files|open-[a-z-]+)\\.ts$',
    },
    to: { path: '^src-main/desktop/' },
  },
  {
    name: 'src-main/index.ts',
    comment:
      'index.ts opens the door: compose.ts, desktop, the folders of main and electron. Logic goes elsewhere.',
    from: { path: '^src-main/index\\.ts$' },
    to: {
      pathNot: ['^src-main/compose\\.ts$', folderPath('src-main', '*'), packagePath('electron')],
      dependencyTypesNot: ['core'],
    },
  },
  {
    name: 'src-renderer/main.tsx',
    comment: 'main.tsx only mounts the app.',
    from: { path: '^src-renderer/main\\.tsx$' },
    to: { pathNot: ['^src-renderer/(app|api|lib)/', ...packagePaths(renderer.app.packages)] },
  },
  {
    name: 'window-and-main-are-apart',
    comment: 'The window knows of main only the contract. Ask through src-renderer/api.',
    from: { path: '^src-renderer/' },
    to: { path: '^src-main/(?!contract/|testing/)' },
  },
  {
    name: 'main-knows-no-window',
    comment: 'Main never imports the window.',
    from: { path: '^src-main/' },
    to: { path: '^src-renderer/' },
  },
  {
    name: 'page-has-no-node',
    comment: 'The window is a sandboxed page without Node. Ask main through src-renderer/api.',
    from: { path: '^src-renderer/', pathNot: TESTS },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'bench',
    comment: 'bench measures main and drives the real application; it never imports the window.',
    from: { path: '^bench/' },
    to: { path: '^(src-renderer|e2e)/' },
  },
  {
    name: 'e2e',
    comment:
      'e2e drives the real application: Playwright, axe, src-main/testing and the contract only.',
    from: { path: '^e2e/' },
    to: {
      pathNot: [
        '^e2e/',
        '^src-main/(contract|testing)/',
        ...packagePaths(['@playwright/test', '@axe-core/playwright', '@aws-sdk/*']),
      ],
      dependencyTypesNot: ['core'],
    },
  },
]

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...general,
    ...Object.entries(main).flatMap(([folder, line]) => folderRules('src-main', folder, line)),
    ...Object.entries(renderer).flatMap(([folder, line]) =>
      folderRules('src-renderer', folder, line),
    ),
  ].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)(out|dist)/'] },
    // Without it an `import type` is invisible: also types must respect the folders.
    tsPreCompilationDeps: 'specify',
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
