import { fileName } from './file-name.mjs'
import { ruleTester } from './rule-tester.mjs'

const code = 'export const a = 1'

ruleTester.run('file-name', fileName, {
  valid: [
    { code, filename: 'src-main/queues/queue-service.ts' },
    { code, filename: 'src-main/queues/queue-service.contract.test.ts' },
    { code, filename: 'src-renderer/ui/json-view.tsx' },
    { code, filename: 'src-main/contract/index.ts' },
    { code, filename: 'scripts/rules/file-name.test.mjs' },
    { code, filename: 'src-main/testing/kinesalite.d.ts' },
  ],
  invalid: [
    { code, filename: 'src-main/queues/QueueService.ts', errors: [{ messageId: 'notKebab' }] },
    { code, filename: 'src-main/queues/utils.ts', errors: [{ messageId: 'nameless' }] },
    { code, filename: 'src-main/queues/types.ts', errors: [{ messageId: 'nameless' }] },
    { code, filename: 'src-main/queues/index.ts', errors: [{ messageId: 'barrel' }] },
  ],
})
