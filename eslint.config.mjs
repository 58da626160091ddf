import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import {
  compositionSyntax,
  electronImports,
  emptyCatchSyntax,
  logImports,
  networkGlobals,
  networkProperties,
  remoteImports,
  rendererSyntax,
  testImports,
  testSyntax,
  zodImports,
} from './scripts/rules/bans.mjs'
import { weirPlugin } from './scripts/rules/weir-plugin.mjs'

const TESTS = ['**/*.test.{ts,tsx,mjs}', 'src-renderer/lib/test-setup.ts', 'e2e/**/*.ts']
const TYPED = ['src-main/**/*.ts', 'src-renderer/**/*.{ts,tsx}', 'e2e/**/*.ts', 'bench/**/*.ts']
const CONFIGS = ['*.config.{ts,mjs}', '**/*.cjs']

/** Both rules take their whole list anew in each block, so every block below states its list in full. */
const imports = (...bans) => [
  'error',
  { paths: bans.flatMap((ban) => ban.paths), patterns: bans.flatMap((ban) => ban.patterns) },
]
const syntax = (...bans) => ['error', ...bans.flat()]

/** `const { secret, ...rest } = profile` is how a field is left out. */
const unusedNames = { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_$' }

const everywhere = {
  rules: {
    'no-unused-vars': ['error', unusedNames],
    'max-lines': ['error', { max: 300 }],
    'max-lines-per-function': ['error', { max: 50, IIFEs: true }],
    'no-restricted-exports': [
      'error',
      {
        restrictDefaultExports: {
          direct: true,
          named: true,
          defaultFrom: true,
          namedFrom: true,
          namespaceFrom: true,
        },
      },
    ],
    'no-console': 'error',
    'no-empty': ['error', { allowEmptyCatch: false }],
    'no-eval': 'error',
    'no-implied-eval': 'error',
    'no-new-func': 'error',
    'no-restricted-syntax': syntax(emptyCatchSyntax, compositionSyntax),
    eqeqeq: 'error',
    'object-shorthand': ['error', 'properties'],
    'prefer-const': 'error',
    'weir/file-name': 'error',
  },
}

/** What needs no types; the rules that do are oxlint's, in .oxlintrc.json (ADR 0013). */
const typescript = {
  rules: {
    '@typescript-eslint/max-params': ['error', { max: 3 }],
    '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
    '@typescript-eslint/naming-convention': [
      'error',
      {
        selector: 'typeLike',
        format: ['PascalCase'],
        // No `I` prefix, and none of the suffixes that name nothing (architecture.md, Budgets).
        custom: { regex: '^I[A-Z][a-z]|(Impl|Manager|Helper|Data|Info)$', match: false },
      },
    ],
    'no-unused-vars': 'off',
    '@typescript-eslint/no-unused-vars': ['error', unusedNames],
    // TypeScript itself finds undefined names.
    'no-undef': 'off',
    'weir/explained-assertion': 'error',
    '@typescript-eslint/no-dynamic-delete': 'off',
    // Wrong about `Promise.withResolvers<void>()`.
    '@typescript-eslint/no-invalid-void-type': 'off',
  },
}

const tests = {
  rules: {
    'max-lines': ['error', { max: 400 }],
    'max-lines-per-function': 'off',
    'max-params': 'off',
    '@typescript-eslint/max-params': 'off',
  },
}

export default defineConfig(
  globalIgnores(['out/', 'dist/', 'coverage/', 'test-results/', 'playwright-report/', '.cache/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { plugins: { weir: weirPlugin } },
  js.configs.recommended,
  everywhere,
  { files: ['**/*.{ts,tsx}'], extends: [tseslint.configs.strict, typescript] },

  // Where each thing may be done. A later block wins over an earlier one.
  {
    files: TYPED,
    rules: {
      'no-restricted-imports': imports(electronImports(), logImports, zodImports, remoteImports),
    },
  },
  {
    files: ['src-main/index.ts', 'src-main/desktop/**/*.ts'],
    rules: {
      'no-restricted-imports': imports(
        electronImports('ipcMain', 'ipcRenderer'),
        zodImports,
        remoteImports,
      ),
    },
  },
  {
    files: ['src-main/desktop/door.ts'],
    rules: {
      'no-restricted-imports': imports(electronImports('ipcRenderer'), zodImports, remoteImports),
    },
  },
  {
    files: ['src-main/preload/**/*.ts'],
    rules: {
      'no-restricted-imports': imports(
        electronImports('ipcMain'),
        logImports,
        zodImports,
        remoteImports,
      ),
    },
  },
  {
    files: ['src-main/contract/z.ts'],
    rules: { 'no-restricted-imports': imports(electronImports(), logImports, remoteImports) },
  },
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-restricted-globals': ['error', ...networkGlobals],
      'no-restricted-properties': ['error', ...networkProperties],
      'no-restricted-syntax': syntax(emptyCatchSyntax, compositionSyntax, rendererSyntax),
    },
  },
  {
    files: ['src-renderer/**/*.tsx'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      'max-lines-per-function': ['error', { max: 80, IIFEs: true }],
      'weir/worded-text': 'error',
      // Hooks and the compiler's rules are errors or nothing; this one only says that the (unused) compiler would skip a
      // component that uses TanStack Table or Virtual.
      'react-hooks/incompatible-library': 'off',
    },
  },
  { files: ['src-main/lib/log.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['scripts/**/*.{mjs,js}'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off', 'max-params': ['error', { max: 3 }] },
  },
  {
    files: CONFIGS,
    languageOptions: { globals: globals.node },
    rules: { 'no-restricted-exports': 'off', 'weir/file-name': 'off' },
  },
  // A hand-written declaration of somebody else's package says what that package exports.
  { files: ['**/*.d.ts'], rules: { 'no-restricted-exports': 'off' } },
  { files: TESTS, extends: [tests], rules: { 'weir/worded-text': 'off' } },
  {
    files: ['src-main/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}', 'e2e/**/*.ts'],
    rules: {
      'no-restricted-imports': imports(electronImports(), zodImports, remoteImports, testImports),
      'no-restricted-syntax': syntax(emptyCatchSyntax, compositionSyntax, testSyntax),
    },
  },
  {
    files: ['src-renderer/**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-imports': imports(electronImports(), zodImports, remoteImports, testImports),
      'no-restricted-syntax': syntax(
        emptyCatchSyntax,
        compositionSyntax,
        rendererSyntax,
        testSyntax,
      ),
    },
  },
)
