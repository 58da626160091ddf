/** A file is named in kebab-case after the one thing it exports, so a search for that finds it. */
import { basename, relative } from 'node:path'

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)*\.(?:tsx?|[cm]?js)$/u
const NAMELESS = /^(?:utils?|helpers?|types|common|misc|shared)\.tsx?$/u
/** Two entry points, and the one barrel. */
const INDEXES = new Set([
  'src-main/index.ts',
  'src-main/contract/index.ts',
  'src-main/preload/index.ts',
])

function problemOf(path) {
  const name = basename(path)
  if (NAMELESS.test(name)) return 'nameless'
  if (/^index\.tsx?$/u.test(name) && !INDEXES.has(path)) return 'barrel'
  return KEBAB.test(name) ? undefined : 'notKebab'
}

export const fileName = {
  meta: {
    type: 'suggestion',
    docs: { description: 'Kebab-case file names; no utils, helpers, types, no barrels.' },
    messages: {
      nameless: '{{name}} says nothing. Name the file after the one thing it exports.',
      barrel: 'No barrels: import from the file itself. Only src-main/contract has an index.ts.',
      notKebab: '{{name}} is not kebab-case. Write queue-service.ts, not QueueService.ts.',
    },
    schema: [],
  },
  create(context) {
    return {
      Program(node) {
        const path = relative(context.cwd, context.filename).replaceAll('\\', '/')
        const messageId = problemOf(path)
        if (messageId === undefined) return
        context.report({
          node,
          loc: { line: 1, column: 0 },
          messageId,
          data: { name: basename(path) },
        })
      },
    }
  },
}
