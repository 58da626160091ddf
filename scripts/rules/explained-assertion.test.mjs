import { explainedAssertion } from './explained-assertion.mjs'
import { ruleTester } from './rule-tester.mjs'

const unexplained = [{ messageId: 'unexplained' }]

ruleTester.run('explained-assertion', explainedAssertion, {
  valid: [
    'const levels = ["read", "open"] as const',
    'const table = { a: 1 } satisfies Record<string, number>',
    '// The driver types every column as unknown; the schema above fixes it.\nconst n = row as number',
    'const n = row as number // fixed by the CREATE TABLE above',
    '/* why */\nconst x = value as unknown as Port',
  ],
  invalid: [
    { code: 'const n = row as number', errors: unexplained },
    { code: 'const x = value as unknown as Port', errors: unexplained },
    { code: '// far away\n\nconst n = row as number', errors: unexplained },
    {
      code: '// @ts-expect-error not a reason for the assertion\nconst n = row as number',
      errors: unexplained,
    },
  ],
})
