/**
 * Who may import whom, as docs/architecture.md has it; .dependency-cruiser.cjs makes rules of it. Whatever a folder's
 * line does not list is forbidden, packages included: a package nobody has placed is an error.
 *
 * Per folder: `uses` other folders; `typesOf` folders for their types only; `packages`; `node: false` where Node itself
 * is out of reach. A folder may always import itself.
 */

const services = [
  'connections',
  'sends',
  'polling',
  'codecs',
  'filters',
  'expressions',
  'lib',
  'contract',
]
const main = {
  contract: { uses: [], packages: ['zod', '@orpc/contract'], node: false },
  // door.ts is three words without an import of its own; of the rest only types reach the preload.
  preload: {
    uses: ['contract/door.ts'],
    typesOf: ['contract'],
    packages: ['electron'],
    node: false,
  },
  lib: { uses: [], typesOf: ['contract'], packages: ['atomically', 'libsql'] },
  polling: { uses: [], typesOf: ['contract'], packages: [] },
  // Shapes of envelopes are schemas, and the limits of decoding are the contract's.
  codecs: { uses: ['contract'], packages: ['fzstd', 'cborg', '@msgpack/msgpack'] },
  filters: { uses: [], typesOf: ['contract'], packages: [] },
  // Only its thread meets jsonata.
  expressions: { uses: ['codecs', 'lib', 'contract'], packages: ['jsonata'] },
  connections: {
    uses: ['lib', 'polling', 'contract'],
    packages: ['@aws-sdk/*', '@smithy/node-http-handler', '@smithy/core', '@smithy/types'],
  },
  sends: { uses: ['connections', 'polling', 'codecs', 'lib', 'contract'], packages: [] },
  queues: { uses: services, packages: ['@aws-sdk/client-sqs'] },
  topics: { uses: services, packages: ['@aws-sdk/client-sns'] },
  streams: {
    uses: services,
    packages: ['@aws-sdk/client-kinesis', '@smithy/node-http-handler'],
  },
  // Only the parser of protobufjs; it is loaded when there is something to parse.
  schemas: { uses: ['codecs', 'lib', 'contract'], packages: ['protobufjs'] },
  captures: { uses: ['codecs', 'filters', 'expressions', 'lib', 'contract'], packages: ['libsql'] },
  replay: {
    uses: ['sends', 'polling', 'codecs', 'filters', 'expressions', 'lib', 'contract'],
    packages: ['libsql'],
  },
  journal: { uses: ['contract', 'lib'], packages: ['libsql'] },
  rpc: { uses: ['contract', 'lib'], packages: ['@orpc/*'] },
  sandbox: {
    uses: ['lib', 'contract'],
    packages: [
      '@aws-sdk/client-*',
      '@smithy/node-http-handler',
      'fauxqs',
      'kinesalite',
      'kinesis-local',
    ],
  },
  // In the application itself electron-log may only be written to from here.
  desktop: { uses: ['compose.ts', '*'], packages: ['electron', 'electron-log', '@orpc/*'] },
  testing: {
    uses: ['compose.ts', '*'],
    packages: [
      '@aws-sdk/*',
      '@smithy/*',
      '@orpc/*',
      'fauxqs',
      'kinesalite',
      'kinesis-local',
      'local-aws-sqs',
      'libsql',
    ],
  },
}

const page = ['react', '@mantine/*', '@tanstack/*', 'i18next', 'react-i18next']
const renderer = {
  app: {
    uses: ['features', 'parts', 'api', 'ui', 'lib', '#contract'],
    packages: [
      ...page,
      'react-dom',
      '@fontsource-variable/*',
      '@tabler/icons-react',
      'get-nonce',
      'codemirror',
      '@codemirror/*',
    ],
  },
  features: {
    uses: ['parts', 'api', 'ui', 'lib', '#contract'],
    packages: [...page, '@tabler/icons-react', '@xyflow/react'],
  },
  parts: {
    uses: ['ui', 'api', 'lib', '#contract'],
    packages: [...page, '@tabler/icons-react', 'codemirror', '@codemirror/*'],
  },
  api: {
    uses: ['lib', '#contract'],
    packages: [
      '@orpc/client',
      '@orpc/contract',
      '@tanstack/react-query',
      'react',
      // error-words.ts words the contract's error codes for every feature.
      'i18next',
      'react-i18next',
    ],
  },
  ui: {
    uses: ['lib'],
    packages: [
      'react',
      '@mantine/*',
      '@tanstack/react-table',
      '@tanstack/react-virtual',
      'codemirror',
      '@codemirror/*',
      'get-nonce',
      '@tabler/icons-react',
      'react-i18next',
    ],
  },
  lib: { uses: [], typesOf: ['#contract'], packages: ['react', 'i18next', 'react-i18next'] },
}

/** What a test may import on top of what its folder may. */
const testPackages = [
  'vitest',
  'fast-check',
  // The other readers and writers of Avro and Protobuf, which ours are held against.
  'avsc',
  'protobufjs',
  '@testing-library/*',
  'jsdom',
  '@aws-sdk/*',
  '@smithy/*',
  '@orpc/*',
]

module.exports = { main, renderer, testPackages }
